package io.kaspar.schema.registry;

import java.io.IOException;

/** The registry cannot be reached, refuses, or does not know what it was asked for. Names the registry's address. */
public final class SchemaRegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    public SchemaRegistryException(String message) {
        super(message);
    }

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
    }
}
