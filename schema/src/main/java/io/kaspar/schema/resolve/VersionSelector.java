package io.kaspar.schema.resolve;

import java.io.Serializable;

/** Which version of a subject payloads are resolved against. */
public sealed interface VersionSelector extends Serializable {

    VersionSelector LATEST = new Latest();

    VersionSelector MERGED = new Merged();

    /** Reads {@code latest}, {@code merged} or a version number. */
    static VersionSelector parse(String text) {
        if ("latest".equalsIgnoreCase(text)) {
            return LATEST;
        }
        if ("merged".equalsIgnoreCase(text)) {
            return MERGED;
        }
        try {
            return new Pinned(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("neither 'latest', nor 'merged', nor a version number: " + text, e);
        }
    }

    /** The newest one. */
    record Latest() implements VersionSelector {}

    /** What all versions are together. */
    record Merged() implements VersionSelector {}

    /** Always the same one, 1 or more. */
    record Pinned(int version) implements VersionSelector {
        public Pinned {
            if (version < 1) {
                throw new IllegalArgumentException("a version of a subject is 1 or more: " + version);
            }
        }
    }
}
