package io.kaspar.shell;

import java.io.PrintStream;
import java.util.function.IntSupplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Writes results in one format. */
interface ResultWriter {
    /** What was written. */
    record Written(long rowCount, boolean hasMore) {}

    /** Runs the query and writes its rows. */
    Written write(Dataset<Row> result, PrintStream out);

    /**
     * A writer of the same format for the rows of one stream, all of them.
     *
     * @param isWhole whether each micro-batch gives the whole result anew
     */
    BatchWriter batches(StructType rowType, boolean isWhole);

    /**
     * The writer that the options ask for.
     *
     * @param screenWidth what a table's lines should fit into, asked each time; 0 when there is no screen
     */
    static ResultWriter of(ShellOptions options, IntSupplier screenWidth) {
        return switch (options.output()) {
            case TABLE -> new TableWriter(options.maxRows(), options.maxWidth(), screenWidth);
            case CSV -> new CsvWriter();
            case JSON -> new JsonWriter();
        };
    }

    /** The writer of the same format for a file: all rows, all of each. */
    static ResultWriter whole(ShellOptions options) {
        return switch (options.output()) {
            case TABLE -> new TableWriter(0, 0, () -> 0);
            case CSV -> new CsvWriter();
            case JSON -> new JsonWriter();
        };
    }
}
