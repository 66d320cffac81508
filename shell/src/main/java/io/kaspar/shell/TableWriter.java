package io.kaspar.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Writes an aligned table. The first rows decide how wide its columns are, the others stream past. A single text of
 * several lines, such as a plan, is written as it is.
 */
record TableWriter(int maxRows, int maxWidth, IntSupplier screenWidth) implements ResultWriter {
    private static final int SAMPLE_SIZE = 1_000;

    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        ResultColumn[] columns = ResultColumn.of(result.schema());
        CellText cellText = new CellText();
        Iterator<Row> rows = rows(result);
        List<@Nullable String[]> sample = new ArrayList<>();
        while (rows.hasNext() && sample.size() < (maxRows == 0 ? SAMPLE_SIZE : maxRows)) {
            sample.add(cellText.of(rows.next(), columns));
        }
        if (isText(sample) && !rows.hasNext()) {
            out.println(sample.get(0)[0]);
            return new Written(1, false);
        }
        TextTable table = new TextTable(columns, sample, maxWidth, screenWidth.getAsInt());
        out.println(table.header());
        sample.forEach(row -> out.println(table.line(row)));
        long count = sample.size();
        while (maxRows == 0 && rows.hasNext()) {
            out.println(table.line(cellText.of(rows.next(), columns)));
            count++;
        }
        return new Written(count, rows.hasNext());
    }

    @Override
    public BatchWriter batches(StructType rowType, boolean isWhole) {
        return new TableBatches(ResultColumn.of(rowType), maxWidth, screenWidth, isWhole);
    }

    private static boolean isText(List<@Nullable String[]> rows) {
        return rows.size() == 1
                && rows.get(0).length == 1
                && String.valueOf(rows.get(0)[0]).contains("\n");
    }

    /** One row more than is shown, to know whether there are more. */
    private Iterator<Row> rows(Dataset<Row> result) {
        return maxRows == 0
                ? result.toLocalIterator()
                : result.takeAsList(maxRows + 1).iterator();
    }
}
