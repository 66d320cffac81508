package io.kaspar.shell;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;

import java.io.PrintStream;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes one JSON object for each row, made by Spark, with its nulls. */
record JsonWriter() implements ResultWriter {
    private static final Map<String, String> KEEP_NULLS = Map.of("ignoreNullFields", "false");

    @Override
    public Written write(Dataset<Row> result, PrintStream out) {
        return new Written(write(objects(result).toLocalIterator(), out), false);
    }

    @Override
    public BatchWriter batches(StructType rowType, boolean isWhole) {
        return (microBatch, out) -> write(BatchWriter.rows(objects(microBatch)), out);
    }

    private static Dataset<Row> objects(Dataset<Row> result) {
        return result.select(to_json(struct(col("*")), KEEP_NULLS));
    }

    private static long write(Iterator<Row> objects, PrintStream out) {
        long count = 0;
        for (; objects.hasNext(); count++) {
            out.println(objects.next().getString(0));
        }
        return count;
    }
}
