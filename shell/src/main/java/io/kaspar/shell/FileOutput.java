package io.kaspar.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Results go into a file, one after the other. */
final class FileOutput implements ResultOutput, AutoCloseable {
    private final Path file;
    private final ResultWriter writer;
    private final PrintStream out;

    private FileOutput(Path file, ResultWriter writer, PrintStream out) {
        this.file = file;
        this.writer = writer;
        this.out = out;
    }

    /** Begins a file; what it held before is gone. */
    static FileOutput open(Path file, ResultWriter writer) throws IOException {
        try {
            PrintStream out = new PrintStream(
                    new BufferedOutputStream(Files.newOutputStream(file)), false, StandardCharsets.UTF_8);
            return new FileOutput(file, writer, out);
        } catch (IOException e) {
            throw new IOException("the file " + file + " cannot be written", e);
        }
    }

    @Override
    public ResultWriter.Written write(Dataset<Row> result) throws IOException {
        ResultWriter.Written written = writer.write(result, out);
        flush();
        return written;
    }

    @Override
    public BatchOutput batches(StructType rowType, boolean isWhole) {
        BatchWriter batches = writer.batches(rowType, isWhole);
        return microBatch -> {
            long count = batches.write(microBatch, out);
            flush();
            return count;
        };
    }

    private void flush() throws IOException {
        if (out.checkError()) { // writes all that waits, too
            throw new IOException("results are missing in " + file
                    + ", which could not be written to its end; is its disk full? .output goes back to the screen");
        }
    }

    @Override
    public String place() {
        return " to " + file;
    }

    @Override
    public void close() {
        out.close();
    }
}
