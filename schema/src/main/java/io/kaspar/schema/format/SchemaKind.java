package io.kaspar.schema.format;

import java.util.Arrays;
import java.util.Optional;

/** What language a schema is in, and with it the format of the payloads. */
public enum SchemaKind {
    AVRO("avro", true),
    PROTOBUF("protobuf", true),
    /** JSON Schema. */
    JSON("json", true),
    /** Columns as Spark writes them in DDL, for payloads that are JSON objects. */
    JSON_COLUMNS("json", false),
    /** No text at all: a payload is any JSON value. */
    VARIANT("json", false),
    /** Columns as Spark writes them in DDL, for payloads that are lines of CSV. */
    CSV_COLUMNS("csv", false);

    private final String format;
    private final boolean isRegistered;

    SchemaKind(String format, boolean isRegistered) {
        this.format = format;
        this.isRegistered = isRegistered;
    }

    /** The kind that registries keep whose payloads options call so, in whatever case; empty for none. */
    public static Optional<SchemaKind> registered(String format) {
        return Arrays.stream(values())
                .filter(kind -> kind.isRegistered && kind.format.equalsIgnoreCase(format))
                .findFirst();
    }

    /** What options call the format of the payloads. */
    public String format() {
        return format;
    }

    /** Whether registries keep such schemas; the names of those kinds are in the {@code schemaType} field of their REST API. */
    public boolean isRegistered() {
        return isRegistered;
    }
}
