package io.kaspar.schema.registry;

import java.io.IOException;

/** The registry cannot be reached, refuses, or does not know what it was asked for. Names the registry's address. */
public final class SchemaRegistryException extends IOException {
    private static final long serialVersionUID = 1L;

    /** What kind of refusal it is. */
    private enum Refusal {
        UNKNOWN,
        FORBIDDEN,
        NONE
    }

    private final Refusal refusal;

    public SchemaRegistryException(String message) {
        this(message, Refusal.NONE);
    }

    public SchemaRegistryException(String message, Throwable cause) {
        super(message, cause);
        refusal = Refusal.NONE;
    }

    private SchemaRegistryException(String message, Refusal refusal) {
        super(message);
        this.refusal = refusal;
    }

    /** The registry answered that it knows no such id or GUID; asking again is no use. */
    public static SchemaRegistryException unknown(String message) {
        return new SchemaRegistryException(message, Refusal.UNKNOWN);
    }

    /** The registry answered that these credentials may not see this. */
    static SchemaRegistryException forbidden(String message) {
        return new SchemaRegistryException(message, Refusal.FORBIDDEN);
    }

    /** Whether the registry answered, and knows no such id or GUID. */
    public boolean isUnknown() {
        return refusal == Refusal.UNKNOWN;
    }

    /** Whether the registry answered, and these credentials may not see what was asked for. */
    public boolean isForbidden() {
        return refusal == Refusal.FORBIDDEN;
    }
}
