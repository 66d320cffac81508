package io.kaspar.shell;

import java.io.IOException;
import java.io.PrintStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Results go to a stream as they come. */
record StreamOutput(ResultWriter writer, PrintStream out) implements ResultOutput {
    @Override
    public ResultWriter.Written write(Dataset<Row> result) {
        ResultWriter.Written written = writer.write(result, out);
        out.flush();
        return written;
    }

    @Override
    public BatchOutput batches(StructType rowType, boolean isWhole) {
        BatchWriter batches = writer.batches(rowType, isWhole);
        return microBatch -> {
            long count = batches.write(microBatch, out);
            if (out.checkError()) { // writes all that waits, too
                throw new IOException("the rows of the stream could not be written: standard output is closed");
            }
            return count;
        };
    }
}
