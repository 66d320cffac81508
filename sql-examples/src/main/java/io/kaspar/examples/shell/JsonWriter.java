package io.kaspar.examples.shell;

import java.io.PrintStream;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes one JSON object for each row, made by Spark. */
record JsonWriter() implements ResultWriter {
    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        long count = 0;
        for (Iterator<String> rows = result.toJSON().toLocalIterator(); rows.hasNext(); count++) {
            out.println(rows.next());
        }
        return new Written(count, false);
    }
}
