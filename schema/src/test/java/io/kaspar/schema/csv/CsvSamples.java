package io.kaspar.schema.csv;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/** Short ways to read lines for tests. */
final class CsvSamples {
    static final CsvColumnsFormat FORMAT = new CsvColumnsFormat();

    private CsvSamples() {}

    static SchemaText schema(String columns) {
        return new SchemaText(SchemaKind.CSV_COLUMNS, columns, List.of());
    }

    static PayloadOptions options(char separator) {
        PayloadOptions options = PayloadOptions.DEFAULT;
        return new PayloadOptions(
                options.unionNames(),
                options.maxRecursionDepth(),
                options.wideDecimals(),
                options.bytesPayloads(),
                separator);
    }

    static @Nullable Object read(String columns, String line) throws IOException {
        return read(columns, line.getBytes(StandardCharsets.UTF_8));
    }

    static @Nullable Object read(String columns, byte[] line) throws IOException {
        SchemaText schema = schema(columns);
        DataType type = FORMAT.dataType(schema, PayloadOptions.DEFAULT);
        return BothWays.decode(FORMAT.compile(schema, schema, type, PayloadOptions.DEFAULT), type, line);
    }
}
