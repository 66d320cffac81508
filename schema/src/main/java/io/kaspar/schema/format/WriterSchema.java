package io.kaspar.schema.format;

import java.util.List;
import java.util.Objects;

/**
 * What a payload was written by.
 *
 * @param schema the registered schema
 * @param messageIndexes the way from the schema to one of its messages, outermost first; empty for schemas that are one
 *     type
 */
public record WriterSchema(SchemaText schema, List<Integer> messageIndexes) {
    public WriterSchema {
        Objects.requireNonNull(schema, "schema");
        messageIndexes = List.copyOf(messageIndexes);
    }

    /** A schema that is one type. */
    public static WriterSchema of(SchemaText schema) {
        return new WriterSchema(schema, List.of());
    }
}
