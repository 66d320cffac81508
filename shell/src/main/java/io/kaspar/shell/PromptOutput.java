package io.kaspar.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Results go to the screen, until a person wants them in a file. */
final class PromptOutput implements ResultOutput, AutoCloseable {
    private final Screen screen;
    private final ResultWriter fileWriter;
    private @Nullable FileOutput file;

    /** @param fileWriter how results are written into files */
    PromptOutput(Screen screen, ResultWriter fileWriter) {
        this.screen = screen;
        this.fileWriter = fileWriter;
    }

    /** Sends the results that follow into a file, or back to the screen. When that fails, all stays as it is. */
    void redirect(Optional<Path> target) throws IOException {
        FileOutput next = target.isPresent() ? FileOutput.open(target.get(), fileWriter) : null;
        close();
        file = next;
    }

    void setPaging(boolean isOn) {
        screen.setPaging(isOn);
    }

    @Override
    public ResultWriter.Written write(Dataset<Row> result) throws IOException {
        return target().write(result);
    }

    @Override
    public BatchOutput batches(StructType rowType, boolean isWhole) {
        return target().batches(rowType, isWhole);
    }

    @Override
    public void show() throws IOException, InterruptedException {
        target().show();
    }

    @Override
    public void drop() throws IOException {
        target().drop();
    }

    @Override
    public String place() {
        return target().place();
    }

    private ResultOutput target() {
        return file == null ? screen : file;
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
