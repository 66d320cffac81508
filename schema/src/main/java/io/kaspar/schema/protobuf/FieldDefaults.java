package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.SqlLiteral;
import io.kaspar.schema.protobuf.model.EnumType;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.MessageType;
import io.kaspar.schema.protobuf.model.ProtoField;
import io.kaspar.schema.protobuf.model.ProtoField.Presence;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What fields have that no payload can say to be null, as SQL: what whoever reads sees where they are left out. */
final class FieldDefaults {
    private FieldDefaults() {}

    /** By column; without those that may be absent, and those whose default has no plain SQL. */
    static Map<String, String> of(MessageType message, StructType columns) {
        Map<String, String> literals = new HashMap<>();
        for (ProtoField field : message.fields()) {
            if (columns.getFieldIndex(field.name()).isDefined()) {
                StructField column = columns.apply(field.name());
                literal(field, column.dataType()).ifPresent(literal -> literals.put(field.name(), literal));
            }
        }
        return literals;
    }

    private static Optional<String> literal(ProtoField field, DataType column) {
        if (field.isMap()) {
            return Optional.of("map()");
        }
        if (field.isRepeated()) {
            return Optional.of("array()");
        }
        if (!field.oneof().isEmpty()) {
            return Optional.empty();
        }
        if (field.defaultText().isPresent()) {
            return given(field, field.defaultText().get(), column);
        }
        return field.presence() == Presence.IMPLICIT ? Optional.of(ofType(field, column)) : Optional.empty();
    }

    private static String ofType(ProtoField field, DataType column) {
        return switch (field.type().kind()) {
            case BOOL -> "false";
            case STRING -> SqlLiteral.text("");
            case BYTES -> SqlLiteral.bytes(new byte[0]);
            case ENUM -> SqlLiteral.text(symbol(field.type().enumeration().orElseThrow()));
            case INT32, SINT32, SFIXED32, UINT32, FIXED32, INT64, SINT64, SFIXED64, UINT64, FIXED64, FLOAT, DOUBLE ->
                SqlLiteral.cast("0", column);
            case MESSAGE, GROUP -> throw new IllegalArgumentException(field.name() + " is absent unless it is set");
        };
    }

    private static String symbol(EnumType type) {
        return type.values().get(0).symbol();
    }

    private static Optional<String> given(ProtoField field, String text, DataType column) {
        FieldKind kind = field.type().kind();
        if (kind == FieldKind.STRING || kind == FieldKind.ENUM) {
            return Optional.of(SqlLiteral.text(text));
        }
        if (kind == FieldKind.BOOL) {
            return Optional.of(text);
        }
        boolean isPlain = text.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?");
        return kind != FieldKind.BYTES && isPlain ? Optional.of(SqlLiteral.cast(text, column)) : Optional.empty();
    }
}
