package io.kaspar.schema.avro;

import java.util.Set;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Logical types of schemas; those that are unknown, or invalid where they stand, are none, as the specification asks. */
final class LogicalTypeName {
    /** Those of {@code long} that Avro 1.11, which Spark 3.5 has, does not know. */
    private static final Set<String> NEWER_THAN_AVRO_1_11 = Set.of("timestamp-nanos", "local-timestamp-nanos");

    private LogicalTypeName() {}

    static @Nullable LogicalType typeOf(Schema schema) {
        LogicalType known = schema.getLogicalType();
        if (known != null || schema.getType() != Schema.Type.FIXED) {
            return known;
        }
        // A fixed renamed through an alias keeps its properties, but loses the object made from them.
        return LogicalTypes.fromSchemaIgnoreInvalid(schema);
    }

    /** The name, empty when there is none. */
    static String of(Schema schema) {
        LogicalType type = typeOf(schema);
        if (type != null) {
            return type.getName();
        }
        String written = schema.getType() == Schema.Type.LONG ? schema.getProp(LogicalType.LOGICAL_TYPE_PROP) : null;
        return written != null && NEWER_THAN_AVRO_1_11.contains(written) ? written : "";
    }

    static LogicalTypes.@Nullable Decimal decimal(Schema schema) {
        return typeOf(schema) instanceof LogicalTypes.Decimal decimal ? decimal : null;
    }
}
