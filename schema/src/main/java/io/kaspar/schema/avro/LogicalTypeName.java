package io.kaspar.schema.avro;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Logical types of schemas; those that are unknown, or invalid where they stand, are none, as the specification asks. */
final class LogicalTypeName {
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
        return type == null ? "" : type.getName();
    }

    static LogicalTypes.@Nullable Decimal decimal(Schema schema) {
        return typeOf(schema) instanceof LogicalTypes.Decimal decimal ? decimal : null;
    }
}
