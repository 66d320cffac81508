package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Seed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.types.variant.Variant;
import org.apache.spark.types.variant.VariantBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of variants, against those that Spark's own {@code parse_json} makes. */
final class JsonVariantTest {
    private static final JsonVariantFormat FORMAT = new JsonVariantFormat();
    private static final SchemaText NO_SCHEMA = new SchemaText(SchemaKind.VARIANT, "", List.of());
    private static final DataType VARIANT = FORMAT.dataType(NO_SCHEMA, PayloadOptions.DEFAULT);
    private static final int DOCUMENTS = 20_000;

    private final PayloadDecoder decoder = FORMAT.compile(NO_SCHEMA, NO_SCHEMA, VARIANT, PayloadOptions.DEFAULT);

    JsonVariantTest() throws IOException {}

    private List<?> decode(String json) throws PayloadException {
        Object value = RecordingSink.decode(decoder, VARIANT, json.getBytes(StandardCharsets.UTF_8));
        assertThat(value).isInstanceOf(List.class);
        return (List<?>) Objects.requireNonNull(value);
    }

    private static List<ByteBuffer> expected(String json) throws IOException {
        Variant variant = VariantBuilder.parseJson(json, false);
        return List.of(ByteBuffer.wrap(variant.getValue()), ByteBuffer.wrap(variant.getMetadata()));
    }

    @Test
    void theTypeIsVariant() {
        assertThat(VARIANT).isEqualTo(DataTypes.VariantType);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "false",
                "0",
                "-0",
                "127",
                "128",
                "-128",
                "-129",
                "32767",
                "32768",
                "2147483647",
                "-2147483649",
                "9223372036854775807",
                "-9223372036854775808",
                "9223372036854775808",
                "0.0",
                "-0.0",
                "1.0",
                "1.50",
                "10.0",
                "0.001",
                "999999999.0",
                "1234567890.5",
                "0.1234567890",
                "123456789012345678901234567890.12345678",
                "1e2",
                "1e400",
                "-1E-400",
                "0.000000000000000000000000000000000000001",
                "0.00000000000000000000000000000000000000",
                "123456789012345678901234567890123456789",
                "100000000000000000000000000000000000000.0",
                "\"\"",
                "\"a\"",
                "\"\\u00e9\\n\\ud83d\\ude00\"",
                "{}",
                "[]",
                "[ ]",
                "{\"b\":{\"a\":1},\"a\":2}",
                "[1,\"a\",null,true]",
                "{\"\uffff\":1,\"\ud83d\ude00\":2,\"z\":3}",
                " {\"a\" : [ ] , \"\\u0062\" : { } } "
            })
    void valuesOfAllKinds(String json) throws IOException {
        assertThat(decode(json)).isEqualTo(expected(json));
    }

    @ParameterizedTest
    @ValueSource(ints = {62, 63, 64, 255, 256, 65_535, 65_536, 16_000_000})
    void stringsOfAllLengths(int length) throws IOException {
        String json = "{\"a\":\"" + "x".repeat(length) + "\",\"b\":1}";

        assertThat(decode(json)).isEqualTo(expected(json));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 20_000, 70_000})
    void objectsAndArraysOfAllSizes(int count) throws IOException {
        String object = IntStream.range(0, count)
                .mapToObj(i -> "\"n" + i * 7919 % count + "_" + i + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        String array = IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining(",", "[", "]"));

        assertThat(decode(object)).isEqualTo(expected(object));
        assertThat(decode(array)).isEqualTo(expected(array));
        assertThat(decode(object)).isEqualTo(expected(object));
    }

    @Test
    void randomDocuments() throws IOException {
        RandomJson texts = new RandomJson(new Random(Seed.next("JsonVariantTest")));
        int good = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            String json = texts.document();
            try {
                List<ByteBuffer> expected = expected(json);
                assertThat(decode(json)).as(json).isEqualTo(expected);
                good++;
            } catch (RuntimeException e) {
                assertThat(e.getClass().getSimpleName()).isEqualTo("SparkRuntimeException");
                assertThatThrownBy(() -> decode(json)).as(json).isInstanceOf(PayloadException.class);
            }
        }
        assertThat(good).isGreaterThan(DOCUMENTS / 2);
    }

    @Test
    void membersOfOneNameAreRefused() {
        assertThatThrownBy(() -> decode("{\"b\":{\"a\":1,\"c\":0,\"\\u0061\":2}}"))
                .hasMessage(
                        "JSON payload, byte 18 of 30: an object with two members of one name, which a variant cannot hold");
    }

    @Test
    void namesThatAreDataAreForgotten() throws IOException {
        for (int i = 0; i < 5_000; i++) {
            String json = "{\"key" + i + "\":1,\"a\":{\"key" + i % 7 + "\":2,\"b\":3}}";

            assertThat(decode(json)).isEqualTo(expected(json));
        }
    }

    @Test
    void sizeHasALimit() {
        assertThatThrownBy(() ->
                        decode("[\"" + "x".repeat(VariantBytes.MAX_LENGTH - 10) + "\",\"" + "x".repeat(100) + "\"]"))
                .hasMessageContaining("a value takes more than 16777216 bytes as a variant");
        assertThatThrownBy(() -> decode("{\"" + "x".repeat(VariantBytes.MAX_LENGTH) + "\":1}"))
                .hasMessageContaining("a value takes more than 16777216 bytes as a variant");
    }

    @Test
    void aColumnMayBeAVariant() throws Exception {
        Object row = JsonSamples.decode("a VARIANT, b INT", "{\"b\":1,\"a\":{\"x\":[null]}}");
        Object nulls = JsonSamples.decode("a VARIANT, c VARIANT", "{\"a\":null}");

        assertThat(row).isEqualTo(Map.of("a", expected("{\"x\":[null]}"), "b", 1));
        assertThat(nulls).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) Objects.requireNonNull(nulls)).get("a")).isEqualTo(expected("null"));
        assertThat(((Map<?, ?>) nulls).get("c")).isNull();
    }
}
