package io.kaspar.schema.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvFormat;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RandomProjection;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.Seed;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random lines, written and read by another library for CSV. */
final class CsvOracleTest {
    private static final int LINES = 3_000;
    private static final String[] PARTS = {"a", "\"", ",", ";", "\n", "\r\n", " ", "\u00e9", "\ud83d\ude42", "0", "\\"};

    private final Random random = new Random(Seed.next("CsvOracleTest"));

    @Test
    void readsWhatAnotherLibraryWritesAndReads() throws IOException {
        for (int i = 0; i < LINES; i++) {
            char separator = random.nextBoolean() ? ',' : ';';
            int columns = 1 + random.nextInt(6);
            String[] fields =
                    IntStream.range(0, columns).mapToObj(ignored -> field()).toArray(String[]::new);
            String line = write(fields, separator) + (random.nextInt(4) == 0 ? "\n" : "");
            String[] read = read(line, separator);
            StructType all = columns(columns);
            StructType projection = (StructType) new RandomProjection(random).of(all);

            Map<?, ?> actual = (Map<?, ?>) Objects.requireNonNull(decoded(line, all, projection, separator));

            for (String name : projection.fieldNames()) {
                assertThat(actual.get(name))
                        .as("column %s of %s", name, line)
                        .isEqualTo(read[Integer.parseInt(name.substring(1))]);
            }
        }
    }

    @Test
    void writesWhatAnotherLibraryReads() throws IOException {
        for (int i = 0; i < LINES; i++) {
            char separator = random.nextBoolean() ? ',' : ';';
            String[] fields = IntStream.range(0, 1 + random.nextInt(6))
                    .mapToObj(ignored -> field())
                    .toArray(String[]::new);
            StructType columns = columns(fields.length);
            Map<String, String> row = new LinkedHashMap<>();
            for (int j = 0; j < fields.length; j++) {
                row.put("c" + j, Objects.requireNonNull(fields[j]));
            }
            PayloadEncoder encoder = CsvSamples.FORMAT.encoder(
                    CsvSamples.schema(columns.toDDL()), columns, CsvSamples.options(separator));

            String line = new String(RecordedSource.encode(encoder, row), StandardCharsets.UTF_8);

            assertThat(read(line, separator)).as(line).containsExactly(fields);
            assertThat(decoded(line, columns, columns, separator)).as(line).isEqualTo(row);
        }
    }

    /** Null for nothing at all; the library cannot tell a lone null from no line. */
    private @Nullable String field() {
        StringBuilder field = new StringBuilder();
        for (int i = random.nextInt(5); i > 0; i--) {
            field.append(PARTS[random.nextInt(PARTS.length)]);
        }
        return field.length() == 0 ? (random.nextBoolean() ? "x" : "") : field.toString();
    }

    private static StructType columns(int count) {
        StructType columns = new StructType();
        for (int i = 0; i < count; i++) {
            columns = columns.add("c" + i, DataTypes.StringType, true);
        }
        return columns;
    }

    private static @Nullable Object decoded(String line, StructType all, StructType projection, char separator)
            throws IOException {
        PayloadOptions options = CsvSamples.options(separator);
        PayloadDecoder decoder = CsvSamples.FORMAT.compile(
                CsvSamples.schema(all.toDDL()), CsvSamples.schema(all.toDDL()), projection, options);
        try {
            return BothWays.decode(decoder, projection, line.getBytes(StandardCharsets.UTF_8));
        } catch (PayloadException e) {
            throw new AssertionError(line, e);
        }
    }

    private static CsvFormat format(CsvFormat format, char separator) {
        format.setDelimiter(separator);
        format.setQuoteEscape('"');
        format.setCharToEscapeQuoteEscaping('\0');
        format.setLineSeparator("\n");
        format.setNormalizedNewline('\n');
        format.setComment('\0');
        return format;
    }

    private static String write(String[] fields, char separator) {
        CsvWriterSettings settings = new CsvWriterSettings();
        settings.setFormat(format(settings.getFormat(), separator));
        settings.setQuoteAllFields(true);
        settings.setEmptyValue("");
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        return new CsvWriter(settings).writeRowToString(fields);
    }

    private static String[] read(String line, char separator) {
        CsvParserSettings settings = new CsvParserSettings();
        settings.setFormat(format(settings.getFormat(), separator));
        settings.setIgnoreLeadingWhitespaces(false);
        settings.setIgnoreTrailingWhitespaces(false);
        settings.setNormalizeLineEndingsWithinQuotes(false);
        settings.setEmptyValue("");
        return new CsvParser(settings).parseLine(line);
    }
}
