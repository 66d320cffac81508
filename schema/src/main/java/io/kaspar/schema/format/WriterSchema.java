package io.kaspar.schema.format;

import java.util.List;
import java.util.Objects;

/**
 * What a payload was written by.
 *
 * @param schema the registered schema
 * @param messageIndexes the way from the schema to one of its messages, outermost first; empty for schemas that are one
 *     type
 * @param evidence who says so
 */
public record WriterSchema(SchemaText schema, List<Integer> messageIndexes, Evidence evidence) {
    public WriterSchema {
        Objects.requireNonNull(schema, "schema");
        Objects.requireNonNull(evidence, "evidence");
        messageIndexes = List.copyOf(messageIndexes);
    }

    /** Who says what a payload was written by. */
    public enum Evidence {
        /** The payload itself, in its framing. */
        FRAMING,
        /** A header that may be left over from another topic, with another frame in front of the payload: as with an option. */
        HEADER,
        /** An option, for all payloads alike: decoders refuse whatever shows that it is not so, also where they need not look. */
        OPTION
    }

    /** A schema that framings name. */
    public WriterSchema(SchemaText schema, List<Integer> messageIndexes) {
        this(schema, messageIndexes, Evidence.FRAMING);
    }

    /** A schema that an option says all payloads are written by. */
    public static WriterSchema assumed(SchemaText schema) {
        return new WriterSchema(schema, List.of(), Evidence.OPTION);
    }

    /** A schema that framings name and that is one type. */
    public static WriterSchema of(SchemaText schema) {
        return of(schema, Evidence.FRAMING);
    }

    /** A schema that is one type. */
    public static WriterSchema of(SchemaText schema, Evidence evidence) {
        return new WriterSchema(schema, List.of(), evidence);
    }
}
