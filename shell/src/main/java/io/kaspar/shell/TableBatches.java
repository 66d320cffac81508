package io.kaspar.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Writes a stream's rows as a table that goes on: its header comes again when rows need wider columns. */
final class TableBatches implements BatchWriter {
    private static final int SAMPLE_SIZE = 1_000;

    private final ResultColumn[] columns;
    private final int maxWidth;
    private final IntSupplier screenWidth;
    private final boolean isWhole;
    private @Nullable TextTable table;

    /** @param isWhole whether each micro-batch is a table of its own */
    TableBatches(ResultColumn[] columns, int maxWidth, IntSupplier screenWidth, boolean isWhole) {
        this.columns = columns;
        this.maxWidth = maxWidth;
        this.screenWidth = screenWidth;
        this.isWhole = isWhole;
    }

    @Override
    public long write(Dataset<Row> microBatch, PrintStream out) {
        CellText cellText = new CellText();
        Iterator<Row> rows = BatchWriter.rows(microBatch);
        table = isWhole ? null : table;
        long count = 0;
        while (rows.hasNext()) {
            List<@Nullable String[]> sample = new ArrayList<>();
            while (sample.size() < SAMPLE_SIZE && rows.hasNext()) {
                sample.add(cellText.of(rows.next(), columns));
            }
            write(sample, out);
            count += sample.size();
        }
        return count;
    }

    private void write(List<@Nullable String[]> rows, PrintStream out) {
        TextTable before = table;
        TextTable fitting = before == null
                ? new TextTable(columns, rows, maxWidth, screenWidth.getAsInt())
                : before.goingOn(rows, screenWidth.getAsInt());
        if (before == null || !fitting.isAsWideAs(before)) {
            out.println(fitting.header());
        }
        table = fitting;
        rows.forEach(row -> out.println(fitting.line(row)));
    }
}
