package io.kaspar.schema.avro;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** What a datum that Avro's own reader returned must be in a column, told a second time and without a care for speed. */
final class ExpectedValue {
    private static final GenericData DATA = new GenericData();

    private ExpectedValue() {}

    static @Nullable Object of(@Nullable Object datum, Schema schema, DataType type) {
        return switch (schema.getType()) {
            case NULL -> null;
            case UNION -> ofUnion(datum, schema, type);
            default -> ofPresent(requireNonNull(datum), schema, type);
        };
    }

    private static Object ofPresent(Object datum, Schema schema, DataType type) {
        return switch (schema.getType()) {
            case BOOLEAN, DOUBLE -> datum;
            case STRING, ENUM -> datum.toString();
            case INT -> type.equals(DataTypes.LongType) ? (Object) ((Number) datum).longValue() : datum;
            case FLOAT -> type.equals(DataTypes.DoubleType) ? (Object) ((Number) datum).doubleValue() : datum;
            case LONG, BYTES, FIXED -> scalar(datum, schema);
            case ARRAY -> elements((Collection<?>) datum, schema, ((ArrayType) type).elementType());
            case MAP -> entries((Map<?, ?>) datum, schema, ((MapType) type).valueType());
            case RECORD ->
                type instanceof StructType struct
                        ? fields((IndexedRecord) datum, schema, struct)
                        : new ExpectedJson(ExpectedJson.text(datum, schema));
            case NULL, UNION -> throw new IllegalStateException();
        };
    }

    private static @Nullable Object ofUnion(@Nullable Object datum, Schema union, DataType type) {
        if (datum == null) {
            return null;
        }
        Schema taken = taken(datum, union);
        if (!isStruct(union)) {
            return of(datum, taken, type);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (StructField field : ((StructType) type).fields()) {
            boolean isTaken = field.name().equals(taken.getName());
            fields.put(field.name(), isTaken ? of(datum, taken, field.dataType()) : null);
        }
        return fields;
    }

    static Schema taken(Object datum, Schema union) {
        return union.getTypes().get(DATA.resolveUnion(union, datum));
    }

    static boolean isStruct(Schema union) {
        List<String> types = union.getTypes().stream()
                .filter(b -> b.getType() != Schema.Type.NULL)
                .map(b -> b.getType() + (b.getLogicalType() == null ? "" : "+"))
                .sorted()
                .toList();
        return types.size() > 1 && !isMerged(types);
    }

    private static boolean isMerged(List<String> types) {
        return types.equals(List.of("INT", "LONG")) || types.equals(List.of("DOUBLE", "FLOAT"));
    }

    /** Longs, bytes and fixed by their logical types. */
    static Object scalar(Object datum, Schema schema) {
        if (datum instanceof Long time) {
            return logicalType(schema).endsWith("timestamp-millis") ? (Object) (time * 1000) : time;
        }
        byte[] bytes = datum instanceof GenericFixed fixed ? fixed.bytes() : copy((ByteBuffer) datum);
        if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            return new BigDecimal(bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes), decimal.getScale());
        }
        if (logicalType(schema).equals("uuid")) {
            ByteBuffer halves = ByteBuffer.wrap(bytes);
            return new UUID(halves.getLong(), halves.getLong()).toString();
        }
        return ByteBuffer.wrap(bytes);
    }

    static String logicalType(Schema schema) {
        return schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    }

    static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static List<@Nullable Object> elements(Collection<?> datum, Schema schema, DataType type) {
        List<@Nullable Object> elements = new ArrayList<>();
        datum.forEach(element -> elements.add(of(element, schema.getElementType(), type)));
        return elements;
    }

    private static Map<String, @Nullable Object> entries(Map<?, ?> datum, Schema schema, DataType type) {
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        datum.forEach((key, value) -> entries.put(key.toString(), of(value, schema.getValueType(), type)));
        return entries;
    }

    private static Map<String, @Nullable Object> fields(IndexedRecord datum, Schema schema, StructType type) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (StructField column : type.fields()) {
            Schema.Field field = schema.getField(column.name());
            fields.put(column.name(), of(datum.get(field.pos()), field.schema(), column.dataType()));
        }
        return fields;
    }

    /** Whether a recorded value is the expected one. */
    static boolean matches(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof ExpectedJson json) {
            return actual instanceof String text && json.text().equals(ExpectedJson.normalised(text));
        }
        if (expected instanceof Map<?, ?> fields) {
            return actual instanceof Map<?, ?> others
                    && fields.keySet().equals(others.keySet())
                    && fields.keySet().stream().allMatch(key -> matches(fields.get(key), others.get(key)));
        }
        if (expected instanceof List<?> elements) {
            return actual instanceof List<?> others
                    && elements.size() == others.size()
                    && IntStream.range(0, elements.size()).allMatch(i -> matches(elements.get(i), others.get(i)));
        }
        return Objects.equals(expected, actual);
    }
}
