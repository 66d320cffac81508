package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written for columns of a DDL text, letter by letter, and what is refused before anything is lost. */
class JsonEncoderTest {
    private static final long TIME = 1_704_189_600_000_001L;

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("BOOLEAN", true, "true"),
                Arguments.of("TINYINT", -5, "-5"),
                Arguments.of("INT", Integer.MIN_VALUE, "-2147483648"),
                Arguments.of("BIGINT", Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of("FLOAT", 1.5f, "1.5"),
                Arguments.of("DOUBLE", 1e300, "1.0E300"),
                Arguments.of("DOUBLE", Double.NaN, "\"NaN\""),
                Arguments.of("DOUBLE", Double.NEGATIVE_INFINITY, "\"-Infinity\""),
                Arguments.of("DECIMAL(10,2)", new BigDecimal("-0.50"), "-0.50"),
                Arguments.of("STRING", "a \"b\" \\ \n ü \uD83D\uDE00", "\"a \\\"b\\\" \\\\ \\n ü \uD83D\uDE00\""),
                Arguments.of("BINARY", ByteBuffer.wrap(new byte[] {-1, 2}), "\"/wI=\""),
                Arguments.of("DATE", (int) LocalDate.of(2026, 11, 27).toEpochDay(), "\"2026-11-27\""),
                Arguments.of("TIMESTAMP", TIME, "\"2024-01-02T10:00:00.000001Z\""),
                Arguments.of("TIMESTAMP", 0L, "\"1970-01-01T00:00:00Z\""),
                Arguments.of("TIMESTAMP_NTZ", -1L, "\"1969-12-31T23:59:59.999999\""),
                Arguments.of("ARRAY<INT>", Arrays.asList(1, null), "[1,null]"),
                Arguments.of("MAP<STRING,INT>", Map.of("k\"", 1), "{\"k\\\"\":1}"),
                Arguments.of("STRUCT<b: INT, c: INT>", fields("b", 1, "c", null), "{\"b\":1}"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesWhatIsReadAsTheSame(String type, Object value, String expected) throws IOException {
        String ddl = "a " + type;
        byte[] written = RecordedSource.encode(encoder(ddl), fields("a", value));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"a\":" + expected + "}");
        assertThat(new ObjectMapper().readTree(written).isObject()).isTrue();
        PayloadDecoder decoder = JsonSamples.decoder(ddl);
        assertThat(RecordingSink.decode(decoder, JsonSamples.type(ddl), written))
                .isEqualTo(fields("a", value));
    }

    @Test
    void leavesOutWhatIsNull() throws IOException {
        byte[] written = RecordedSource.encode(encoder("a INT, b INT"), fields("a", null, "b", 2));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo("{\"b\":2}");
    }

    @Test
    void refusesTimesOfOtherYearsThanPeopleWrite() throws IOException {
        int late = (int) LocalDate.of(10_000, 1, 1).toEpochDay();

        assertThatThrownBy(() -> RecordedSource.encode(encoder("a DATE"), fields("a", late)))
                .isInstanceOf(PayloadException.class)
                .hasMessage("value.a: times are written for the years 1 to 9999");
        assertThatThrownBy(() -> RecordedSource.encode(encoder("a TIMESTAMP"), fields("a", Long.MIN_VALUE)))
                .hasMessage("value.a: times are written for the years 1 to 9999");
    }

    @Test
    void refusesTextThatIsNoUtf8() throws IOException {
        PayloadEncoder encoder = encoder("a STRING");

        assertThatThrownBy(() -> RecordedSource.encode(encoder, fields("a", ByteBuffer.wrap(new byte[] {-1}))))
                .isInstanceOf(PayloadException.class)
                .hasMessage("value.a: the text is no UTF-8");
    }

    @Test
    void refusesColumnsThatTheSchemaHasNotOrHasOtherwise() {
        assertThatThrownBy(() -> encoder("a INT", "z INT"))
                .isInstanceOf(SchemaException.class)
                .hasMessage("value: the schema has nothing for column z");
        assertThatThrownBy(() -> encoder("a INT", "a STRING"))
                .isInstanceOf(SchemaException.class)
                .hasMessage(
                        "value.a: values of type STRING cannot be written, the schema wants INT; CAST changes the type");
    }

    private static PayloadEncoder encoder(String ddl) throws SchemaException {
        return encoder(ddl, ddl);
    }

    private static PayloadEncoder encoder(String ddl, String columns) throws SchemaException {
        DataType type = StructType.fromDDL(columns);
        return JsonSamples.FORMAT.encoder(JsonSamples.text(ddl), type, PayloadOptions.DEFAULT);
    }

    private static Map<String, @Nullable Object> fields(@Nullable Object... namesAndValues) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        List<@Nullable Object> all = Arrays.asList(namesAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            fields.put(String.valueOf(all.get(i)), all.get(i + 1));
        }
        return fields;
    }
}
