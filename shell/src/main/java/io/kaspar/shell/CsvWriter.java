package io.kaspar.shell;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Writes comma-separated values with a header: a null is an empty field, an empty text is {@code ""}. */
record CsvWriter() implements ResultWriter {
    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        ResultColumn[] columns = ResultColumn.of(result.schema());
        CellText cellText = new CellText();
        out.println(line(Arrays.stream(columns).map(ResultColumn::name).toArray(String[]::new)));
        long count = 0;
        for (Iterator<Row> rows = result.toLocalIterator(); rows.hasNext(); count++) {
            out.println(line(cellText.of(rows.next(), columns)));
        }
        return new Written(count, false);
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
