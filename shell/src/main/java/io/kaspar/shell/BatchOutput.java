package io.kaspar.shell;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where the rows of a stream go. */
@FunctionalInterface
interface BatchOutput {
    /** Runs a micro-batch's query, writes its rows, and says how many. */
    long write(Dataset<Row> microBatch) throws IOException;
}
