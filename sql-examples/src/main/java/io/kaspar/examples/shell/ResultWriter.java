package io.kaspar.examples.shell;

import java.io.PrintStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes results in one format. */
@FunctionalInterface
interface ResultWriter {
    /** What was written. */
    record Written(long rowCount, boolean hasMore) {}

    /** Runs the query and writes its rows. */
    Written write(Dataset<Row> result, PrintStream out);

    static ResultWriter of(ShellOptions options) {
        return switch (options.output()) {
            case TABLE -> new TableWriter(options.maxRows(), options.maxWidth());
            case CSV -> new CsvWriter();
            case JSON -> new JsonWriter();
        };
    }
}
