package io.kaspar.shell;

import java.io.PrintStream;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes the rows of a stream's micro-batches, one after the other, in one format. */
@FunctionalInterface
interface BatchWriter {
    /** Runs a micro-batch's query, writes its rows, and says how many. */
    long write(Dataset<Row> microBatch, PrintStream out);

    /** Its rows, task by task; no more of them when Spark stops the stream, which interrupts this thread. */
    static Iterator<Row> rows(Dataset<Row> microBatch) {
        Iterator<Row> rows = microBatch.toLocalIterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !Thread.currentThread().isInterrupted() && rows.hasNext();
            }

            @Override
            public Row next() {
                return rows.next();
            }
        };
    }
}
