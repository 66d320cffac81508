package io.kaspar.schema.avro;

import io.kaspar.schema.format.SqlLiteral;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The defaults of a record's fields as SQL. */
final class DefaultLiterals {
    private final GenericData data;

    DefaultLiterals(GenericData data) {
        this.data = data;
    }

    /** By column; without those whose default is null, is none of the field's type, or has no SQL: unions that are structs, times, UUIDs. */
    Map<String, String> of(Schema schema, StructType columns) {
        Map<String, String> literals = new HashMap<>();
        if (schema.getType() != Schema.Type.RECORD) {
            return literals;
        }
        for (StructField column : columns.fields()) {
            Schema.Field field = schema.getField(column.name());
            if (field != null && field.hasDefaultValue()) {
                value(field)
                        .flatMap(value -> literal(field.schema(), value, column.dataType()))
                        .ifPresent(literal -> literals.put(column.name(), literal));
            }
        }
        return literals;
    }

    private Optional<Object> value(Schema.Field field) {
        try {
            return Optional.ofNullable(data.getDefaultValue(field));
        } catch (
                AvroRuntimeException
                        e) { // A registry took a default that is none, years ago; who reads by it is told so.
            return Optional.empty();
        }
    }

    private Optional<String> literal(Schema schema, @Nullable Object value, DataType type) {
        if (value == null) {
            return Optional.of(SqlLiteral.nullOf(type));
        }
        if (schema.isUnion()) {
            Schema branch = schema.getTypes().get(data.resolveUnion(schema, value));
            return literal(branch, value, type);
        }
        if (type instanceof StructType struct) {
            return value instanceof GenericRecord record ? struct(record, struct) : Optional.empty();
        }
        if (type instanceof ArrayType array) {
            return value instanceof Collection<?> elements ? array(schema, elements, array) : Optional.empty();
        }
        if (type instanceof MapType map) {
            return value instanceof Map<?, ?> entries ? map(schema, entries, map) : Optional.empty();
        }
        return scalar(value, type);
    }

    private Optional<String> struct(GenericRecord record, StructType struct) {
        List<String> parts = new ArrayList<>();
        for (StructField column : struct.fields()) {
            Schema.Field field = record.getSchema().getField(column.name());
            Optional<String> part = field == null
                    ? Optional.empty()
                    : literal(field.schema(), record.get(field.pos()), column.dataType());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(SqlLiteral.text(column.name()));
            parts.add(part.get());
        }
        return Optional.of("named_struct(" + String.join(", ", parts) + ")");
    }

    private Optional<String> array(Schema schema, Collection<?> elements, ArrayType type) {
        List<String> parts = new ArrayList<>();
        for (Object element : elements) {
            Optional<String> part = literal(schema.getElementType(), element, type.elementType());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return Optional.of("array(" + String.join(", ", parts) + ")");
    }

    private Optional<String> map(Schema schema, Map<?, ?> entries, MapType type) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            Optional<String> part = literal(schema.getValueType(), entry.getValue(), type.valueType());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(SqlLiteral.text(String.valueOf(entry.getKey())));
            parts.add(part.get());
        }
        return Optional.of("map(" + String.join(", ", parts) + ")");
    }

    private static Optional<String> scalar(Object value, DataType type) {
        if (type instanceof StringType) {
            boolean isText = value instanceof CharSequence || value instanceof GenericData.EnumSymbol;
            return isText ? Optional.of(SqlLiteral.text(value.toString())) : Optional.empty();
        }
        if (type instanceof BooleanType || type instanceof IntegerType) {
            return Optional.of(value.toString());
        }
        if (type instanceof LongType || type instanceof FloatType || type instanceof DoubleType) {
            return Optional.of(SqlLiteral.number((Number) value, type));
        }
        if (type instanceof DateType) {
            return Optional.of("date_from_unix_date(" + value + ")");
        }
        Optional<byte[]> bytes = bytes(value);
        if (type instanceof DecimalType decimal) {
            return bytes.filter(unscaled -> unscaled.length > 0)
                    .map(unscaled -> SqlLiteral.decimal(new BigDecimal(new BigInteger(unscaled), decimal.scale())));
        }
        return type instanceof BinaryType ? bytes.map(SqlLiteral::bytes) : Optional.empty();
    }

    private static Optional<byte[]> bytes(Object value) {
        if (value instanceof GenericFixed fixed) {
            return Optional.of(fixed.bytes());
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return Optional.of(bytes);
        }
        return Optional.empty();
    }
}
