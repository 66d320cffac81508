package io.kaspar.schema.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.json.text.JsonSink;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What columns given as DDL hold, and what they refuse; a test in the catalog compares random ones with Spark's own. */
final class JsonValuesTest {
    private static @Nullable Object column(String type, String json) throws SchemaException, PayloadException {
        return JsonSamples.column(type, json);
    }

    @ParameterizedTest
    @CsvSource({
        "TINYINT, -128",
        "TINYINT, 127",
        "SMALLINT, -32768",
        "SMALLINT, 32767",
        "INT, -2147483648",
        "INT, 2147483647",
        "INT, -0"
    })
    void integers(String type, String json) throws Exception {
        assertThat(column(type, json)).isEqualTo(Integer.parseInt(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "9223372036854775807", "-9223372036854775808", "999999999999999999"})
    void longs(String json) throws Exception {
        assertThat(column("BIGINT", json)).isEqualTo(Long.parseLong(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TINYINT  | 128                     | a number that does not fit a column of type TINYINT",
                "TINYINT  | 200                     | a number that does not fit a column of type TINYINT",
                "SMALLINT | -32769                  | a number that does not fit a column of type SMALLINT",
                "INT      | 2147483648              | a number that does not fit a column of type INT",
                "BIGINT   | 9223372036854775808     | a number that does not fit a column of type BIGINT",
                "BIGINT   | 99999999999999999999999 | a number that does not fit a column of type BIGINT",
                "INT      | 1.0                     | a number with a fraction or an exponent that does not fit a column of type INT",
                "INT      | 1e2                     | a number with a fraction or an exponent that does not fit a column of type INT",
                "INT      | \"5\"                   | a string where the column is INT",
                "INT      | true                    | a boolean where the column is INT",
                "INT      | [1]                     | an array where the column is INT",
                "DOUBLE   | \"1.5\"                 | a string where the column is DOUBLE",
                "DOUBLE   | {}                      | an object where the column is DOUBLE",
                "BOOLEAN  | 1                       | a number where the column is BOOLEAN",
                "BOOLEAN  | \"true\"                | a string where the column is BOOLEAN",
                "DECIMAL(5,2) | 1000                | a number that does not fit a column of type DECIMAL(5,2)",
                "DECIMAL(5,2) | 999.995             | a number that does not fit a column of type DECIMAL(5,2)",
                "DECIMAL(5,2) | 1e999999999         | a number that does not fit a column of type DECIMAL(5,2)",
                "DECIMAL(5,2) | \"x\"               | a text that is no number that does not fit a column of type DECIMAL(5,2)",
                "DECIMAL(5,2) | true                | a boolean where the column is DECIMAL(5,2)",
                "BINARY   | \"AQI\"                 | a string that is no base64 that does not fit a column of type BINARY",
                "BINARY   | \"-_-_\"                | a string that is no base64 that does not fit a column of type BINARY",
                "BINARY   | 1                       | a number where the column is BINARY",
                "DATE     | \"2023-02-29\"          | a string that is no date or time of ISO 8601 that does not fit a column of type DATE",
                "DATE     | \"2024-01-02 x\"        | a string that is no date or time of ISO 8601 that does not fit a column of type DATE",
                "DATE     | 19000                   | a number where the column is DATE",
                "TIMESTAMP | \"10:00:00\"           | a string that is no date or time of ISO 8601 that does not fit a column of type TIMESTAMP",
                "TIMESTAMP | 9223372036854775807    | a number that does not fit a column of type TIMESTAMP",
                "TIMESTAMP | 1.5                    | a number with a fraction or an exponent that does not fit a column of type TIMESTAMP",
                "TIMESTAMP | \"294248-01-10T04:00:54Z\" | a time that does not fit a column of type TIMESTAMP",
                "TIMESTAMP_NTZ | \"2024-01-02T10:00:00Z\" | a time with a zone that does not fit a column of type TIMESTAMP_NTZ",
                "TIMESTAMP_NTZ | 5                  | a number where the column is TIMESTAMP_NTZ",
                "ARRAY<INT> | {}                    | an object where the column is ARRAY",
                "MAP<STRING,INT> | []               | an array where the column is MAP",
                "STRUCT<b:INT> | []                 | an array where the column is STRUCT"
            })
    void whatDoesNotFitIsRefusedByItsKind(String type, String json, String message) {
        assertThatThrownBy(() -> column(type, json))
                .isInstanceOf(PayloadException.class)
                .hasMessage("JSON payload, byte 5 of " + (json.length() + 6) + ": a: " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "1",
                "1.5",
                "-2.25",
                "0.1",
                "123456.789",
                "9007199254740993",
                "1e22",
                "1E-22",
                "1.7976931348623157e308",
                "4.9e-324",
                "1e400",
                "-1e400",
                "0.30000000000000004",
                "123456789012345678901234567890",
                "1e-400"
            })
    void doublesAndFloats(String json) throws Exception {
        assertThat(column("DOUBLE", json)).isEqualTo(Double.parseDouble(json));
        assertThat(column("FLOAT", json)).isEqualTo(Float.parseFloat(json));
    }

    @Test
    void doublesAndFloatsOfManyDigits() throws Exception {
        Random random = new Random(Seed.next("JsonValuesTest"));
        PayloadDecoder doubles = JsonSamples.decoder("DOUBLE");
        PayloadDecoder floats = JsonSamples.decoder("FLOAT");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder number = new StringBuilder(Long.toString(random.nextLong() >>> (1 + random.nextInt(62))));
            number.insert(1 + random.nextInt(number.length()), '.').append(random.nextInt(10));
            byte[] json = number.toString().getBytes(StandardCharsets.UTF_8);
            String text = number.toString();

            assertThat(RecordingSink.decode(doubles, DataTypes.DoubleType, json))
                    .isEqualTo(Double.parseDouble(text));
            assertThat(RecordingSink.decode(floats, DataTypes.FloatType, json)).isEqualTo(Float.parseFloat(text));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, NaN",
        "Infinity, Infinity",
        "+Infinity, Infinity",
        "+INF, Infinity",
        "-Infinity, -Infinity",
        "-INF, -Infinity"
    })
    void numbersThatJsonLacksAreTexts(String text, double value) throws Exception {
        assertThat(column("DOUBLE", '"' + text + '"')).isEqualTo(value);
        assertThat(column("FLOAT", '"' + text + '"')).isEqualTo((float) value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.005 | 1.01",
                "-1.005 | -1.01",
                "1.0049 | 1.00",
                "-0.0 | 0.00",
                "1e2 | 100.00",
                "\"1.5\" | 1.50",
                "\"+1\" | 1.00",
                "\".5\" | 0.50",
                "\"1e2\" | 100.00",
                "\"1,2\" | 12.00",
                "999.99 | 999.99",
                "0.005 | 0.01",
                "1e-100 | 0.00"
            })
    void decimalsAreRoundedHalfUp(String json, BigDecimal value) throws Exception {
        assertThat(column("DECIMAL(5,2)", json)).isEqualTo(value);
    }

    @Test
    void decimalsOf38Digits() throws Exception {
        String digits = "12345678901234567890.123456789012345678";

        assertThat(column("DECIMAL(38,18)", digits)).isEqualTo(new BigDecimal(digits));
        assertThat(column("DECIMAL(38,18)", "-" + digits)).isEqualTo(new BigDecimal("-" + digits));
        assertThat(column("DECIMAL(38,18)", "123456789012345678"))
                .isEqualTo(new BigDecimal("123456789012345678").setScale(18));
        assertThat(column("DECIMAL(38,0)", "1")).isEqualTo(BigDecimal.ONE);
        assertThat(column("DECIMAL(38,38)", "0.5")).isEqualTo(new BigDecimal("0.5").setScale(38));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "\"text\" | text",
                "\"\\u00e9\\ud83d\\ude00\\/\\\"\\\\\" | é😀/\"\\",
                "1.50 | 1.5",
                "-0 | 0",
                "1e400 | \"Infinity\"",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "true | true",
                "[\"\ud83d\ude00\u20ac\"] | [\"\\uD83D\\uDE00\u20ac\"]",
                "{\"b\" : [1.0, 2 ,null,\"\\u00e9\\/\"],\"b\":1e2} | {\"b\":[1.0,2,null,\"é/\"],\"b\":100.0}"
            })
    void stringsOfAnythingAreWrittenAnew(String json, String value) throws Exception {
        assertThat(column("STRING", json)).isEqualTo(value);
    }

    @Test
    void escapes() throws Exception {
        assertThat(column("STRING", "\"a\\b\\f\\n\\r\\t\\u0000z\"")).isEqualTo("a\b\f\n\r\t\u0000z");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"\"\", ``", "\"AQI=\", 0102", "\"AQJ=\", 0102", "\" AQID\\nAQ== \", 01020301", "\"+/A=\", fbf0"})
    void binaryIsBase64(String json, String hex) throws Exception {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }

        assertThat(column("BINARY", json)).isEqualTo(ByteBuffer.wrap(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-29, 2024-02-29",
        "2024-1-2, 2024-01-02",
        "2024, 2024-01-01",
        "2024-03, 2024-03-01",
        "1582-10-15, 1582-10-15",
        "-0001-01-02, -0001-01-02",
        "0000-02-29, 0000-02-29",
        "+12024-12-31, +12024-12-31",
        "2024-01-02T10:00:00Z, 2024-01-02",
        "2024-01-02 23:59:59+05:00, 2024-01-02",
        "1900-03-01, 1900-03-01",
        "2000-03-01, 2000-03-01",
        "1969-12-31, 1969-12-31"
    })
    void dates(String text, LocalDate date) throws Exception {
        assertThat(column("DATE", '"' + text + '"')).isEqualTo((int) date.toEpochDay());
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02T10:00:00Z, 2024-01-02T10:00:00Z",
        "2024-01-02 10:00:00, 2024-01-02T10:00:00Z",
        "2024-01-02T10:00, 2024-01-02T10:00:00Z",
        "2024-01-02T10:00Z, 2024-01-02T10:00:00Z",
        "2024-01-02, 2024-01-02T00:00:00Z",
        "2024-01-02T10:00:00.123456789Z, 2024-01-02T10:00:00.123456Z",
        "2024-01-02T10:00:00.1, 2024-01-02T10:00:00.1Z",
        "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999999Z",
        "2024-01-02T10:00:00+01:30, 2024-01-02T08:30:00Z",
        "2024-01-02T10:00:00-1, 2024-01-02T11:00:00Z",
        "2024-01-02T10:00:00+0100, 2024-01-02T09:00:00Z",
        "2024-01-02T10:00:00 Europe/Paris, 2024-01-02T09:00:00Z",
        "2024-03-31T02:30:00 Europe/Paris, 2024-03-31T01:30:00Z",
        "2024-01-02T10:00:00UTC+2, 2024-01-02T08:00:00Z"
    })
    void timestamps(String text, Instant instant) throws Exception {
        assertThat(column("TIMESTAMP", '"' + text + '"')).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    @Test
    void timestampsAtTheEndsOfTime() throws Exception {
        assertThat(column("TIMESTAMP", "\"294247-01-10T04:00:54.775807Z\"")).isEqualTo(Long.MAX_VALUE);
        assertThat(column("TIMESTAMP", "\"-290308-12-21T19:59:05.224192Z\"")).isEqualTo(Long.MIN_VALUE);
        assertThatThrownBy(() -> column("TIMESTAMP", "\"-290308-12-21T19:59:05.224191Z\""))
                .hasMessageContaining("a time that does not fit");
    }

    @Test
    void numbersAreSecondsOfATimestamp() throws Exception {
        assertThat(column("TIMESTAMP", "-100")).isEqualTo(-100_000_000L);
    }

    @Test
    void timestampsWithoutZone() throws Exception {
        LocalDateTime time = LocalDateTime.of(2024, 1, 2, 10, 0, 0, 500_000_000);

        assertThat(column("TIMESTAMP_NTZ", "\"2024-01-02T10:00:00.5\""))
                .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC)));
    }

    @Test
    void absentAndNullAreNull() throws Exception {
        Object row = JsonSamples.decode("a INT, b STRUCT<c: INT>, d ARRAY<INT>", "{\"b\":null,\"d\":[null,1]}");

        assertThat(row).isInstanceOf(Map.class);
        assertThat(((Map<?, ?>) Objects.requireNonNull(row)).get("a")).isNull();
        assertThat(((Map<?, ?>) row).get("b")).isNull();
        assertThat(((Map<?, ?>) row).get("d")).isEqualTo(Arrays.asList(null, 1));
    }

    @Test
    void ofEqualNamesTheLastOneCounts() throws Exception {
        assertThat(JsonSamples.decode("a INT", "{\"a\":1,\"b\":0,\"a\":2}")).isEqualTo(Map.of("a", 2));
        assertThat(JsonSamples.decode("a INT", "{\"a\":\"x\",\"\\u0061\":3}")).isEqualTo(Map.of("a", 3));
        assertThat(column("MAP<STRING,INT>", "{\"k\":1,\"l\":5,\"\\u006b\":2}")).isEqualTo(Map.of("l", 5, "k", 2));
        assertThat(column("MAP<STRING,INT>", "{\"k\":1,\"l\":5,\"k\":2}")).isEqualTo(Map.of("l", 5, "k", 2));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"k\":1,\"l\":5,\"k\":2}        | {\"l\":5,\"k\":2}",
                "{\"k\":1,\"l\":5,\"\\u006b\":2} | {\"l\":5,\"k\":2}",
                "{\"k\":1,\"kk\":5,\"\":2}        | {\"k\":1,\"kk\":5,\"\":2}"
            })
    void aMapHasNoKeyTwice(String json, String entries) throws Exception {
        JsonSink sink = new JsonSink(JsonSamples.type("MAP<STRING,INT>"));
        byte[] payload = json.getBytes(StandardCharsets.UTF_8);

        JsonSamples.decoder("MAP<STRING,INT>").decode(payload, 0, payload.length, sink);

        assertThat(sink.text()).isEqualTo(entries);
    }

    @Test
    void namesAreComparedByTheirLettersInTheirCase() throws Exception {
        assertThat(JsonSamples.decode("`a\"\\é` INT, ` ` INT", "{\"a\\\"\\\\\\u00e9\":1,\" \":2,\"A\\\"\\\\é\":3}"))
                .isEqualTo(Map.of("a\"\\é", 1, " ", 2));
        assertThat(JsonSamples.decode(
                        "a INT, abcdefgh INT",
                        "{\"A\":0,\"a \":0,\"abcdefg\":0,\"abcdefghi\":0,\"a\":1,\"abcdefgh\":2}"))
                .isEqualTo(Map.of("a", 1, "abcdefgh", 2));
    }

    @Test
    void aFaultIsNamedByItsWay() {
        String ddl = "items ARRAY<STRUCT<price: DOUBLE, tags: MAP<STRING, ARRAY<INT>>>>";

        assertThatThrownBy(() -> JsonSamples.decode(ddl, "{\"items\":[{},{\"price\":\"secret\"}]}"))
                .hasMessage("JSON payload, byte 22 of 33: items[1].price: a string where the column is DOUBLE");
        assertThatThrownBy(() -> JsonSamples.decode(ddl, "{\"items\":[{\"tags\":{\"secret\":[1,true]}}]}"))
                .hasMessage("JSON payload, byte 31 of 40: items[0].tags[…][1]: a boolean where the column is INT");
    }

    @Test
    void aTypeAloneIsForPayloadsThatAreNoObjects() throws Exception {
        assertThat(JsonSamples.decode("ARRAY<INT>", "[1,2]")).isEqualTo(List.of(1, 2));
        assertThat(JsonSamples.decode("BIGINT", " 7 ")).isEqualTo(7L);
        assertThatThrownBy(() -> JsonSamples.decode("a INT", "[{\"a\":1}]"))
                .hasMessageContaining("an array where the column is STRUCT");
    }

    @Test
    void aDdlThatIsNoneIsRefused() {
        assertThatThrownBy(() -> JsonSamples.type("a INT,, b"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("the columns are not what Spark's DDL writes");
    }
}
