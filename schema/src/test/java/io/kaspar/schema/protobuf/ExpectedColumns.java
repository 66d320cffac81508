package io.kaspar.schema.protobuf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** What a message that Protobuf's own library read must be in the table's columns, told without a care for speed. */
final class ExpectedColumns {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    /** Text that has to be equal as JSON only. */
    record Json(String text) {}

    private ExpectedColumns() {}

    /** @param reader the table's message, whose fields have the numbers of the payload's */
    static Map<String, @Nullable Object> of(Message message, Descriptor reader, StructType projection) {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        for (StructField column : projection.fields()) {
            FieldDescriptor field = reader.findFieldByName(column.name());
            FieldDescriptor written = message.getDescriptorForType().findFieldByNumber(field.getNumber());
            columns.put(
                    column.name(),
                    written == null
                            ? missing(field, column.dataType())
                            : value(message, written, field, column.dataType()));
        }
        return columns;
    }

    private static @Nullable Object missing(FieldDescriptor field, DataType type) {
        if (field.isMapField()) {
            return Map.of();
        }
        if (field.isRepeated()) {
            return List.of();
        }
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                || (field.hasPresence() && !field.hasDefaultValue())) {
            return null;
        }
        return scalar(field.getDefaultValue(), field, type);
    }

    private static @Nullable Object value(
            Message message, FieldDescriptor written, FieldDescriptor field, DataType type) {
        if (field.isMapField()) {
            return entries(message, written, field, (MapType) type);
        }
        if (field.isRepeated()) {
            List<@Nullable Object> elements = new ArrayList<>();
            DataType element = ((ArrayType) type).elementType();
            if (written.isRepeated()) {
                for (int i = 0; i < message.getRepeatedFieldCount(written); i++) {
                    elements.add(present(message.getRepeatedField(written, i), written, field, element));
                }
            } else if (message.hasField(written)) {
                elements.add(present(message.getField(written), written, field, element));
            }
            return elements;
        }
        if (written.hasPresence() && !message.hasField(written)) {
            return missing(field, type);
        }
        return present(message.getField(written), written, field, type);
    }

    private static Map<Object, @Nullable Object> entries(
            Message message, FieldDescriptor written, FieldDescriptor field, MapType type) {
        Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
        Descriptor writtenEntry = written.getMessageType();
        Descriptor entry = field.getMessageType();
        for (int i = 0; i < message.getRepeatedFieldCount(written); i++) {
            Message one = (Message) message.getRepeatedField(written, i);
            entries.put(
                    present(
                            one.getField(writtenEntry.findFieldByNumber(1)),
                            writtenEntry.findFieldByNumber(1),
                            entry.findFieldByNumber(1),
                            type.keyType()),
                    present(
                            one.getField(writtenEntry.findFieldByNumber(2)),
                            writtenEntry.findFieldByNumber(2),
                            entry.findFieldByNumber(2),
                            type.valueType()));
        }
        return entries;
    }

    private static Object present(Object value, FieldDescriptor written, FieldDescriptor field, DataType type) {
        return value instanceof Message message
                ? message(message, field.getMessageType(), type)
                : scalar(value, written, type);
    }

    private static Object message(Message message, Descriptor reader, DataType type) {
        Descriptor written = message.getDescriptorForType();
        switch (reader.getFullName()) {
            case "google.protobuf.Timestamp", "google.protobuf.Duration" -> {
                long seconds = (Long) message.getField(written.findFieldByNumber(1));
                int nanos = (Integer) message.getField(written.findFieldByNumber(2));
                return Math.addExact(Math.multiplyExact(seconds, 1_000_000L), Math.floorDiv(nanos, 1_000));
            }
            case "google.protobuf.Struct" -> {
                return new Json(text(struct(message)));
            }
            default -> {}
        }
        if (reader.getFullName().endsWith("Value") && reader.getFullName().startsWith("google.protobuf.")) {
            FieldDescriptor value = written.findFieldByNumber(1);
            return scalar(message.getField(value), value, type);
        }
        if (type instanceof StringType) {
            return new Json(text(jsonTree(message, reader)));
        }
        return of(message, reader, (StructType) type);
    }

    private static Object scalar(Object value, FieldDescriptor written, DataType type) {
        if (type instanceof IntegerType) {
            return number(value, written).intValueExact();
        }
        if (type instanceof LongType || type instanceof TimestampType || type instanceof DayTimeIntervalType) {
            return number(value, written).longValueExact();
        }
        if (type instanceof DecimalType) {
            return new BigDecimal(number(value, written));
        }
        if (type instanceof DoubleType && !(value instanceof Double)) {
            return value instanceof Float single
                    ? (double) single
                    : number(value, written).doubleValue();
        }
        if (value instanceof EnumValueDescriptor symbol) {
            boolean isUnknown = symbol.getType().findValueByNumber(symbol.getNumber()) == null;
            return isUnknown ? Integer.toString(symbol.getNumber()) : symbol.getName();
        }
        if (type instanceof BinaryType && value instanceof String text) {
            if (text.contains("\uFFFD")) {
                throw new ArithmeticException("the bytes of a text that was no UTF-8 are lost");
            }
            return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        }
        return value instanceof ByteString bytes ? ByteBuffer.wrap(bytes.toByteArray()) : value;
    }

    private static BigInteger number(Object value, FieldDescriptor written) {
        long bits = ((Number) value).longValue();
        return switch (written.getType()) {
            case UINT32, FIXED32 -> BigInteger.valueOf(bits & 0xFFFF_FFFFL);
            case UINT64, FIXED64 -> new BigInteger(Long.toUnsignedString(bits));
            default -> BigInteger.valueOf(bits);
        };
    }

    private static Map<String, Object> struct(Message struct) {
        Map<String, Object> members = new TreeMap<>();
        FieldDescriptor fields = struct.getDescriptorForType().findFieldByName("fields");
        for (int i = 0; i < struct.getRepeatedFieldCount(fields); i++) {
            Message entry = (Message) struct.getRepeatedField(fields, i);
            Descriptor type = entry.getDescriptorForType();
            members.put((String) entry.getField(type.findFieldByNumber(1)), jsonValue((Message)
                    entry.getField(type.findFieldByNumber(2))));
        }
        return members;
    }

    private static @Nullable Object jsonValue(Message value) {
        for (Map.Entry<FieldDescriptor, Object> set : value.getAllFields().entrySet()) {
            Object content = set.getValue();
            switch (set.getKey().getName()) {
                case "null_value" -> {
                    return null;
                }
                case "number_value" -> {
                    double number = (Double) content;
                    return Double.isFinite(number) ? content : Double.toString(number);
                }
                case "struct_value" -> {
                    return struct((Message) content);
                }
                case "list_value" -> {
                    List<@Nullable Object> elements = new ArrayList<>();
                    Message list = (Message) content;
                    FieldDescriptor values = list.getDescriptorForType().findFieldByName("values");
                    for (int i = 0; i < list.getRepeatedFieldCount(values); i++) {
                        elements.add(jsonValue((Message) list.getRepeatedField(values, i)));
                    }
                    return elements;
                }
                default -> {
                    return content;
                }
            }
        }
        return null;
    }

    /** The rest of a type that holds itself, in the shape of {@code to_json} of its columns. */
    private static Map<String, Object> jsonTree(Message message, Descriptor reader) {
        Map<String, Object> tree = new TreeMap<>();
        StructType type = columns(reader);
        of(message, reader, type).forEach((name, value) -> {
            if (value != null) {
                tree.put(name, jsonOf(value, type.apply(name).dataType()));
            }
        });
        return tree;
    }

    private static StructType columns(Descriptor reader) {
        return ProtobufSamples.jsonColumns(reader);
    }

    private static Object jsonOf(Object value, DataType type) {
        if (value instanceof Json json) {
            return tree(json.text());
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> jsonOf(element, ((ArrayType) type).elementType()))
                    .toList();
        }
        if (value instanceof Map<?, ?> map && type instanceof MapType mapType) {
            Map<String, Object> entries = new TreeMap<>();
            map.forEach((key, element) -> entries.put(String.valueOf(key), jsonOf(element, mapType.valueType())));
            return entries;
        }
        if (value instanceof ByteBuffer bytes) {
            return StandardCharsets.ISO_8859_1
                    .decode(Base64.getEncoder().encode(bytes.duplicate()))
                    .toString();
        }
        if (type instanceof TimestampType) {
            long micros = (Long) value;
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000)
                    .toString();
        }
        if (type instanceof DayTimeIntervalType) {
            return "interval";
        }
        if (value instanceof Float single && !Float.isFinite(single)) {
            return single.toString();
        }
        return value instanceof Double number && !Double.isFinite(number) ? number.toString() : value;
    }

    private static Object tree(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private static String text(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether what was decoded is what was expected; JSON in any order of its members, intervals in JSON in any words. */
    static boolean matches(@Nullable Object expected, @Nullable Object actual) {
        if (expected instanceof Json json) {
            return actual instanceof String text && normalised(json.text()).equals(normalised(text));
        }
        if (expected instanceof Map<?, ?> map && actual instanceof Map<?, ?> other) {
            return map.keySet().equals(other.keySet())
                    && map.keySet().stream().allMatch(key -> matches(map.get(key), other.get(key)));
        }
        if (expected instanceof List<?> list && actual instanceof List<?> other) {
            return list.size() == other.size()
                    && IntStream.range(0, list.size()).allMatch(i -> matches(list.get(i), other.get(i)));
        }
        return expected == null ? actual == null : expected.equals(actual);
    }

    private static String normalised(String text) {
        return text(tree(text.replaceAll("\"INTERVAL '[^']*' DAY TO SECOND\"", "\"interval\"")));
    }
}
