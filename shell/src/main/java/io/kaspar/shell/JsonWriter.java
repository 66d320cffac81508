package io.kaspar.shell;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes one JSON object for each row, made by Spark, with its nulls. */
record JsonWriter() implements ResultWriter {
    private static final Map<String, String> KEEP_NULLS = Map.of("ignoreNullFields", "false");

    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        Dataset<Row> objects = result.select(to_json(struct(col("*")), KEEP_NULLS));
        long count = 0;
        for (Iterator<Row> rows = objects.toLocalIterator(); rows.hasNext(); count++) {
            out.println(rows.next().getString(0));
        }
        return new Written(count, false);
    }
}
