package io.kaspar.schema.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.SchemaException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvLineEncoderTest {
    private static final String ALL =
            "a BOOLEAN, b TINYINT, c BIGINT, d FLOAT, e DOUBLE, f DECIMAL(6,2), g DATE, h TIMESTAMP, "
                    + "i TIMESTAMP_NTZ, j STRING, k STRING, l INT";

    @Test
    void writesEachTypeAsItIsRead() throws IOException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("a", true);
        row.put("b", -1);
        row.put("c", Long.MIN_VALUE);
        row.put("d", Float.NaN);
        row.put("e", 2.5);
        row.put("f", new BigDecimal("-0.50"));
        row.put("g", 0);
        row.put("h", 1L);
        row.put("i", -1_000_000L);
        row.put("j", "");
        row.put("k", "a,\"b\"");
        row.put("l", null);

        String line = write(encoder(ALL, ALL, ','), row);

        assertThat(line)
                .isEqualTo("true,-1,-9223372036854775808,NaN,2.5,-0.50,1970-01-01,1970-01-01T00:00:00.000001Z,"
                        + "1969-12-31T23:59:59,\"\",\"a,\"\"b\"\"\",");
        assertThat(CsvSamples.read(ALL, line)).isEqualTo(row);
    }

    @Test
    void quotesNumbersThatHoldTheSeparator() throws IOException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Map.of("a", new BigDecimal("1.50")));

        assertThat(write(encoder("a DECIMAL(6,2)", "a DECIMAL(6,2)", '.'), row)).isEqualTo("\"1.50\"");
    }

    @Test
    void writesNothingForColumnsThatAreNotGiven() throws IOException {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(Map.of("b", 7));

        assertThat(write(encoder("a INT, b INT, c INT", "b INT", ','), row)).isEqualTo(",7,");
    }

    @Test
    void refusesWhatTheLineHasNotOrHasOtherwise() {
        assertThatThrownBy(() -> encoder("a INT", "z INT", ','))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the line has nothing for column z; it has a");
        assertThatThrownBy(() -> encoder("a INT", "a STRING", ','))
                .isInstanceOf(SchemaException.class)
                .hasMessage("a: values of type STRING cannot be written, the schema wants INT; CAST changes the type");
    }

    @Test
    void refusesBytesThatAreNoText() throws IOException {
        PayloadEncoder encoder = encoder("a BINARY", "a BINARY", ',');

        assertThatThrownBy(() -> RecordedSource.encode(encoder, Map.of("a", ByteBuffer.wrap(new byte[] {-1}))))
                .isInstanceOf(PayloadException.class)
                .hasMessage("a: the text is no UTF-8");
    }

    private static PayloadEncoder encoder(String columns, String given, char separator) throws SchemaException {
        return CsvSamples.FORMAT.encoder(
                CsvSamples.schema(columns), StructType.fromDDL(given), CsvSamples.options(separator));
    }

    private static String write(PayloadEncoder encoder, Map<String, @Nullable Object> row) throws PayloadException {
        return new String(RecordedSource.encode(encoder, row), StandardCharsets.UTF_8);
    }
}
