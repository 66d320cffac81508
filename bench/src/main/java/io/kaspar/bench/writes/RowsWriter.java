package io.kaspar.bench.writes;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A way to write rows to a topic that has a schema already. */
@FunctionalInterface
interface RowsWriter {
    void write(Dataset<Row> rows, String topic);
}
