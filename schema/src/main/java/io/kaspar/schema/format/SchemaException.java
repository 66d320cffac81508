package io.kaspar.schema.format;

import java.io.IOException;

/** A schema cannot be parsed, mapped to a Spark type, or resolved against another one. */
public final class SchemaException extends IOException {
    private static final long serialVersionUID = 1L;

    public SchemaException(String message) {
        super(message);
    }

    public SchemaException(String message, Throwable cause) {
        super(message, cause);
    }
}
