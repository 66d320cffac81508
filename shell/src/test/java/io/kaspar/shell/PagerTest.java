package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagerTest {
    @TempDir
    Path folder;

    @Test
    void isTheCommandThatThePersonPrefers() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "a long result\n");
        Path shown = folder.resolve("shown");
        try (Terminal terminal = new ExternalTerminal(
                "test", "ansi", InputStream.nullInputStream(), new ByteArrayOutputStream(), StandardCharsets.UTF_8)) {
            Pager.of(terminal, Optional.of("cat > '" + shown + "'")).show(text);
        }

        assertThat(shown).hasContent("a long result\n");
    }
}
