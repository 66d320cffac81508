package io.kaspar.shell;

import java.io.IOException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Where results go. */
interface ResultOutput extends StreamTarget {
    /** Runs the query and writes its rows. */
    ResultWriter.Written write(Dataset<Row> result) throws IOException;

    /** Shows what {@link #write} has left to be shown once that the statement has ended. */
    default void show() throws IOException, InterruptedException {}

    /** Forgets it instead. */
    default void drop() throws IOException {}

    /** What follows the count of rows when a person does not see them. */
    default String place() {
        return "";
    }
}
