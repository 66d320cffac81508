package io.kaspar.shell;

import java.io.PrintStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Results go to a stream as they come. */
record StreamOutput(ResultWriter writer, PrintStream out) implements ResultOutput {
    @Override
    public ResultWriter.Written write(Dataset<Row> result) {
        ResultWriter.Written written = writer.write(result, out);
        out.flush();
        return written;
    }
}
