package io.kaspar.schema.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadFormatContract;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvColumnsFormatTest extends PayloadFormatContract {
    private static final String COLUMNS = "id BIGINT, name STRING, price DECIMAL(6,2)";

    @Override
    protected PayloadDecoder decoder() throws IOException {
        return CsvSamples.FORMAT.compile(
                CsvSamples.schema(COLUMNS), CsvSamples.schema(COLUMNS), type(), PayloadOptions.DEFAULT);
    }

    @Override
    protected DataType type() throws SchemaException {
        return CsvSamples.FORMAT.dataType(CsvSamples.schema(COLUMNS), PayloadOptions.DEFAULT);
    }

    @Override
    protected List<byte[]> goodPayloads() {
        return lines("1,lamp,1.5", "2,\"a \"\"b\"\", c\",-3", ",,", "-9223372036854775808,\u4e16\u754c,9999.99\n");
    }

    @Override
    protected List<byte[]> badPayloads() {
        return lines(
                "1,lamp", "1,lamp,2,3", "x,lamp,1", "1,lamp,10000", "1,\"lamp,2", "1,\"lamp\"s,2", "1,la\"mp,2", "");
    }

    private static List<byte[]> lines(String... lines) {
        return Arrays.stream(lines)
                .map(line -> line.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STRING | ' a ' | ' a '",
                "BOOLEAN | TRUE | true",
                "BOOLEAN | false | false",
                "TINYINT | -128 | -128",
                "SMALLINT | 32767 | 32767",
                "INT | +5 | 5",
                "BIGINT | 9223372036854775807 | 9223372036854775807",
                "FLOAT | 1.5e3 | 1500.0",
                "DOUBLE | -Inf | -Infinity",
                "DOUBLE | NaN | NaN",
                "DECIMAL(4,1) | 12.25 | 12.3",
                "DECIMAL(4,1) | 1e2 | 100.0",
                "DATE | 1970-01-03 | 2",
                "TIMESTAMP | 1970-01-01T00:00:01Z | 1000000",
                "TIMESTAMP | 1970-01-01 00:00:01+01:00 | -3599000000",
                "TIMESTAMP_NTZ | 1970-01-01 00:00:00.000001 | 1",
            })
    void readsEachType(String type, String field, String expected) throws IOException {
        Map<?, ?> row = (Map<?, ?>) Objects.requireNonNull(CsvSamples.read("c " + type, field));

        assertThat(String.valueOf(row.get("c"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BOOLEAN | 1",
                "TINYINT | 128",
                "SMALLINT | -32769",
                "INT | 1.0",
                "INT | ' 1'",
                "BIGINT | 9223372036854775808",
                "FLOAT | 1f",
                "DOUBLE | 0x1p3",
                "DECIMAL(4,1) | 1000",
                "DECIMAL(4,1) | '1,0'",
                "DECIMAL(4,1) | 1e999999999",
                "DATE | 1970-02-30",
                "TIMESTAMP | yesterday",
                "TIMESTAMP_NTZ | 1970-01-01T00:00:00Z",
                "DATE | '\"\"'",
            })
    void refusesWhatIsNoValueOfTheTypeAndShowsNothingOfIt(String type, String field) {
        assertThatThrownBy(() -> CsvSamples.read("a STRING, c " + type, "x,\"" + field.replace("\"", "") + "\""))
                .isInstanceOf(PayloadException.class)
                .hasMessage("field 'c' of the line of CSV, 2 of 2, is no value of the column's type");
    }

    @Test
    void nothingIsNullAndQuotesAreAnEmptyText() throws IOException {
        Map<String, Object> expected = new HashMap<>(Collections.singletonMap("a", null));
        expected.put("b", "");

        assertThat(CsvSamples.read("a STRING, b STRING", ",\"\"")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\n\n", "a\rb"})
    void aPayloadIsOneLine(String line) {
        assertThatThrownBy(() -> CsvSamples.read("c STRING", line))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("goes on in another line");
    }

    @Test
    void countsTheFields() {
        assertThatThrownBy(() -> CsvSamples.read("a STRING, b STRING", "1,2,3"))
                .isInstanceOf(PayloadException.class)
                .hasMessage("the line of CSV has 3 fields, but 2 columns are declared");
    }

    @Test
    void isUtf8() {
        assertThatThrownBy(() -> CsvSamples.read("a STRING, b INT", new byte[] {(byte) 0xC3, ',', '1'}))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("byte 0 of 3: is no UTF-8");
    }

    @Test
    void columnsMustBeSuchThatALineCanHave() {
        assertThatThrownBy(() -> CsvSamples.read("a ARRAY<INT>", "1"))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("declare column 'a' as STRING");
        assertThatThrownBy(() -> CsvSamples.read("nonsense nonsense", "1")).isInstanceOf(SchemaException.class);
    }
}
