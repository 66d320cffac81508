package io.kaspar.schema.wire;

import java.util.Locale;

/** What a number counts by which Apicurio's registry knows a schema: each kind counts by itself, so 7 can be two schemas. */
public enum ApicurioIdKind {
    /** Different texts: equal schemas of several artifacts have one id. */
    CONTENT,
    /** Versions of artifacts. */
    GLOBAL;

    /** The name in options: lower case. */
    public String optionValue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
