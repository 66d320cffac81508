package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongTextTest {
    /** Ten columns, six lines: four for the text. */
    private static final Size SCREEN = new Size(10, 6);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void printsWhatFits() throws IOException {
        assertThat(write("1\n2\n3\n0123456789\n")).isEmpty();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("1\n2\n3\n0123456789\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void keepsWhatDoesNotFitInAFile() throws IOException {
        Path file = write("1\n2\n3\n4\n5\n6\n").orElseThrow();

        assertThat(out.size()).isZero();
        assertThat(Files.readString(file)).isEqualTo("1\n2\n3\n4\n5\n6\n");
    }

    @Test
    void countsTheLinesOfTheScreen() throws IOException {
        assertThat(write("1\n2\n3\n0123456789+\n")).isPresent();
    }

    private Optional<Path> write(String content) throws IOException {
        LongText text = new LongText(SCREEN, new PrintStream(out, true, StandardCharsets.UTF_8), folder);
        try (text) {
            for (String line : content.split("(?<=\n)")) {
                text.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }
        return text.file();
    }
}
