package io.kaspar.schema.json.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random schemas with random data: every projection must show what Jackson's trees of the same payloads hold. */
class JsonSchemaOracleTest {
    private static final int SCHEMAS = 300;
    private static final int PAYLOADS = 10;

    private final Random random = new Random(Seed.next("JsonSchemaOracleTest"));
    private final JsonSchemaFormat format = new JsonSchemaFormat();

    @Test
    void showsWhatPayloadsHold() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random);
            GeneratedObject schema = schemas.object();
            SchemaText text = schemas.text(schema);
            DataType type = format.dataType(text, PayloadOptions.DEFAULT);
            DataType projection = random.nextBoolean() ? type : new RandomProjection(random).of(type);
            PayloadDecoder decoder = format.compile(text, text, projection, PayloadOptions.DEFAULT);
            for (int j = 0; j < PAYLOADS; j++) {
                JsonNode value = schema.value(random);
                Object found = RecordingSink.decode(decoder, projection, bytes(value));
                assertThat(difference(found, projected(schema.column(value), projection), ""))
                        .as("%s by %s", value, text)
                        .isEmpty();
            }
        }
    }

    @Test
    void showsWhatPayloadsOfOlderVersionsHold() throws IOException {
        for (int i = 0; i < SCHEMAS; i++) {
            RandomJsonSchemas schemas = new RandomJsonSchemas(random);
            GeneratedObject old = schemas.object();
            RandomJsonEvolution.Version now = new RandomJsonEvolution(random, schemas).of(old);
            SchemaText writer = schemas.text(old);
            SchemaText reader = schemas.text(now.schema());
            DataType type = format.dataType(reader, PayloadOptions.DEFAULT);
            PayloadDecoder decoder = format.compile(writer, reader, type, PayloadOptions.DEFAULT);
            for (int j = 0; j < PAYLOADS; j++) {
                JsonNode value = old.value(random);
                assertThat(difference(
                                RecordingSink.decode(decoder, type, bytes(value)),
                                now.columns().apply(value),
                                ""))
                        .as("%s by %s, read as %s", value, writer, reader)
                        .isEmpty();
            }
        }
    }

    private byte[] bytes(JsonNode value) {
        return (random.nextBoolean() ? value.toString() : value.toPrettyString()).getBytes(StandardCharsets.UTF_8);
    }

    /** The first place where two values differ, or nothing. */
    static String difference(@Nullable Object found, @Nullable Object expected, String path) {
        if (found instanceof Map<?, ?> left
                && expected instanceof Map<?, ?> right
                && left.keySet().equals(right.keySet())) {
            return left.keySet().stream()
                    .map(key -> difference(left.get(key), right.get(key), path + "." + key))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        if (found instanceof List<?> left && expected instanceof List<?> right && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                String text = difference(left.get(i), right.get(i), path + "[" + i + "]");
                if (!text.isEmpty()) {
                    return text;
                }
            }
            return "";
        }
        return Objects.equals(found, expected) ? "" : path + ": found " + found + ", expected " + expected;
    }

    /** What a projection leaves of a value. */
    static @Nullable Object projected(@Nullable Object value, DataType type) {
        if (value == null) {
            return null;
        }
        if (type instanceof StructType struct) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (StructField field : struct.fields()) {
                fields.put(field.name(), projected(((Map<?, ?>) value).get(field.name()), field.dataType()));
            }
            return fields;
        }
        if (type instanceof ArrayType array) {
            List<@Nullable Object> elements = new ArrayList<>();
            ((List<?>) value).forEach(element -> elements.add(projected(element, array.elementType())));
            return elements;
        }
        if (type instanceof MapType map) {
            Map<Object, @Nullable Object> entries = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((key, each) -> entries.put(key, projected(each, map.valueType())));
            return entries;
        }
        return value;
    }
}
