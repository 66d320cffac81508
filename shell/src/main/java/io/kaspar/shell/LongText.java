package io.kaspar.shell;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jspecify.annotations.Nullable;

/** A text that goes to the screen when it fits, and else into a file. */
final class LongText extends OutputStream {
    /** What follows a result on the screen: the count of rows, and the prompt. */
    private static final int LINES_BELOW = 2;

    private final Size screen;
    private final PrintStream out;
    private final Path folder;
    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
    private int lines;
    private int column;
    private @Nullable Path file;
    private @Nullable OutputStream rest;

    /** @param folder where the file is made */
    LongText(Size screen, PrintStream out, Path folder) {
        this.screen = screen;
        this.out = out;
        this.folder = folder;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        if (rest != null) {
            rest.write(bytes, start, length);
            return;
        }
        beginning.write(bytes, start, length);
        for (int i = start; i < start + length; i++) {
            count(bytes[i]);
        }
        if (lines > screen.getRows() - LINES_BELOW) {
            file = Files.createTempFile(folder, "result-", ".txt");
            rest = Files.newOutputStream(file);
            beginning.writeTo(rest);
            beginning.reset();
        }
    }

    /** A line that is too long takes several lines of the screen. */
    private void count(byte b) {
        boolean isFull = column == screen.getColumns();
        lines += b == '\n' || isFull ? 1 : 0;
        column = b == '\n' ? 0 : isFull ? 1 : column + 1;
    }

    /** The file, when the text was too long; somebody else's to delete. */
    Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    @Override
    public void close() throws IOException {
        if (rest != null) {
            rest.close();
            return;
        }
        beginning.writeTo(out);
        out.flush();
    }
}
