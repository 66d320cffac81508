package io.kaspar.schema.json.shape;

import java.util.Locale;

/** A kind of JSON values other than null, as their first byte tells it. */
public enum ValueKind {
    BOOLEAN,
    NUMBER,
    STRING,
    ARRAY,
    OBJECT;

    /** As people write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
