package io.kaspar.schema.avro;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** The text a JSON column must hold, in normal form: the order of a map's entries does not matter. */
record ExpectedJson(String text) {
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    static String text(Object datum, Schema schema) {
        try {
            return normalised(JSON.writeValueAsString(tree(datum, schema)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String normalised(String text) {
        try {
            return JSON.writeValueAsString(JSON.readValue(text, Object.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Object tree(@Nullable Object datum, Schema schema) {
        return switch (schema.getType()) {
            case NULL -> null;
            case RECORD -> fields((IndexedRecord) requireNonNull(datum), schema);
            case UNION -> datum == null ? null : union(datum, schema);
            case ARRAY -> elements((Collection<?>) requireNonNull(datum), schema);
            case MAP -> entries((Map<?, ?>) requireNonNull(datum), schema);
            default -> scalar(requireNonNull(datum), schema);
        };
    }

    private static Object elements(Collection<?> datum, Schema schema) {
        List<@Nullable Object> elements = new ArrayList<>();
        datum.forEach(element -> elements.add(tree(element, schema.getElementType())));
        return elements;
    }

    private static Object entries(Map<?, ?> datum, Schema schema) {
        Map<String, @Nullable Object> entries = new HashMap<>();
        datum.forEach((key, value) -> entries.put(key.toString(), tree(value, schema.getValueType())));
        return entries;
    }

    private static Object fields(IndexedRecord datum, Schema schema) {
        Map<String, Object> fields = new HashMap<>();
        for (Schema.Field field : schema.getFields()) {
            Object value = tree(datum.get(field.pos()), field.schema());
            if (value != null && !isEmpty(field.schema())) {
                fields.put(field.name(), value);
            }
        }
        return fields;
    }

    private static @Nullable Object union(Object datum, Schema union) {
        Schema taken = ExpectedValue.taken(datum, union);
        if (ExpectedValue.isStruct(union)) {
            Object value = isEmpty(taken) ? null : tree(datum, taken);
            return value == null ? Map.of() : Map.of(taken.getName(), value);
        }
        boolean isWidened = datum instanceof Float
                && union.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.DOUBLE);
        return isWidened ? ((Float) datum).doubleValue() : tree(datum, taken);
    }

    /** Whether a type has no column. A record inside JSON is JSON again, and always has one. */
    private static boolean isEmpty(Schema schema) {
        return switch (schema.getType()) {
            case NULL -> true;
            case ARRAY -> isEmpty(schema.getElementType());
            case MAP -> isEmpty(schema.getValueType());
            case UNION -> schema.getTypes().stream().allMatch(ExpectedJson::isEmpty);
            default -> false;
        };
    }

    private static Object scalar(Object datum, Schema schema) {
        return switch (schema.getType()) {
            case STRING, ENUM -> datum.toString();
            case INT ->
                ExpectedValue.logicalType(schema).equals("date")
                        ? LocalDate.ofEpochDay((Integer) datum).toString()
                        : datum;
            case LONG -> time((Long) ExpectedValue.scalar(datum, schema), ExpectedValue.logicalType(schema));
            case BYTES, FIXED -> bytes(ExpectedValue.scalar(datum, schema));
            default -> datum;
        };
    }

    private static Object bytes(Object value) {
        return value instanceof ByteBuffer buffer
                ? Base64.getEncoder().encodeToString(ExpectedValue.copy(buffer))
                : value;
    }

    private static Object time(long value, String type) {
        return switch (type) {
            case "timestamp-millis", "timestamp-micros" -> instant(value).toString();
            case "local-timestamp-millis", "local-timestamp-micros" ->
                LocalDateTime.ofInstant(instant(value), ZoneOffset.UTC).toString();
            default -> value;
        };
    }

    private static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
