package io.kaspar.shell;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Writes comma-separated values with a header: a null is an empty field, an empty text is {@code ""}. */
record CsvWriter() implements ResultWriter {
    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        ResultColumn[] columns = ResultColumn.of(result.schema());
        out.println(header(columns));
        return new Written(write(result.toLocalIterator(), columns, out), false);
    }

    @Override
    public BatchWriter batches(StructType rowType, boolean isWhole) {
        ResultColumn[] columns = ResultColumn.of(rowType);
        AtomicBoolean hasHeader = new AtomicBoolean();
        return (microBatch, out) -> {
            if (!hasHeader.getAndSet(true)) {
                out.println(header(columns));
            }
            return write(BatchWriter.rows(microBatch), columns, out);
        };
    }

    private static String header(ResultColumn[] columns) {
        return line(Arrays.stream(columns).map(ResultColumn::name).toArray(String[]::new));
    }

    private static long write(Iterator<Row> rows, ResultColumn[] columns, PrintStream out) {
        CellText cellText = new CellText();
        long count = 0;
        for (; rows.hasNext(); count++) {
            out.println(line(cellText.of(rows.next(), columns)));
        }
        return count;
    }

    static String line(@Nullable String[] cells) {
        return Arrays.stream(cells).map(CsvWriter::field).collect(Collectors.joining(","));
    }

    private static String field(@Nullable String cell) {
        if (cell == null) {
            return "";
        }
        boolean plain = !cell.isEmpty() && cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
