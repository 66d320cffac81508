package io.kaspar.schema.resolve;

import java.io.Serializable;

/** Which version of a subject payloads are resolved against. */
public sealed interface VersionSelector extends Serializable {

    VersionSelector LATEST = new Latest();

    /** Reads {@code latest} or a version number. */
    static VersionSelector parse(String text) {
        if ("latest".equalsIgnoreCase(text)) {
            return LATEST;
        }
        try {
            return new Pinned(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("neither 'latest' nor a version number: " + text, e);
        }
    }

    /** The newest one. */
    record Latest() implements VersionSelector {}

    /** Always the same one, 1 or more. */
    record Pinned(int version) implements VersionSelector {
        public Pinned {
            if (version < 1) {
                throw new IllegalArgumentException("a version of a subject is 1 or more: " + version);
            }
        }
    }
}
