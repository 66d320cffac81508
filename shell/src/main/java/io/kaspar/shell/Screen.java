package io.kaspar.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jline.terminal.Size;
import org.jspecify.annotations.Nullable;

/** Results go to a person's screen, those that are longer than it to a pager. */
final class Screen implements ResultOutput {
    private final ResultWriter writer;
    private final PrintStream out;
    private final Optional<Pager> pager;
    private final Supplier<Size> size;
    private final Path folder;
    private boolean isPaging = true;
    private @Nullable Path unseen;

    /**
     * @param pager none where nobody could use it
     * @param size asked each time
     * @param folder where long results wait to be shown
     */
    Screen(ResultWriter writer, PrintStream out, Optional<Pager> pager, Supplier<Size> size, Path folder) {
        this.writer = writer;
        this.out = out;
        this.pager = pager;
        this.size = size;
        this.folder = folder;
    }

    void setPaging(boolean isOn) {
        isPaging = isOn;
    }

    @Override
    public ResultWriter.Written write(Dataset<Row> result) throws IOException {
        Size current = size.get();
        if (pager.isEmpty() || !isPaging || current.getRows() == 0 || current.getColumns() == 0) {
            return new StreamOutput(writer, out).write(result);
        }
        LongText text = new LongText(current, out, folder);
        try (PrintStream printed = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            return writer.write(result, printed);
        } finally {
            unseen = text.file().orElse(null);
        }
    }

    @Override
    public BatchOutput batches(StructType rowType, boolean isWhole) {
        return new StreamOutput(writer, out).batches(rowType, isWhole);
    }

    @Override
    public void show() throws IOException, InterruptedException {
        if (pager.isEmpty() || unseen == null) {
            return;
        }
        try {
            pager.get().show(unseen);
        } finally {
            drop();
        }
    }

    @Override
    public void drop() throws IOException {
        if (unseen != null) {
            Files.deleteIfExists(unseen);
            unseen = null;
        }
    }
}
