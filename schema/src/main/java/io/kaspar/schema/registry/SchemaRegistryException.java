package io.kaspar.schema.registry;

import java.io.IOException;

/** The registry cannot be reached, refuses, or does not know what it was asked for. Names the registry's address. */
public final class SchemaRegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean unknown;

    public SchemaRegistryException(String message) {
        this(message, false);
    }

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
        unknown = false;
    }

    private SchemaRegistryException(String message, boolean unknown) {
        super(message);
        this.unknown = unknown;
    }

    /** The registry answered that it knows no such id or GUID; asking again is no use. */
    public static SchemaRegistryException unknown(String message) {
        return new SchemaRegistryException(message, true);
    }

    /** Whether the registry answered, and knows no such id or GUID. */
    public boolean isUnknown() {
        return unknown;
    }
}
