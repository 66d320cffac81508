package io.kaspar.shell;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jline.builtins.Less;
import org.jline.builtins.Source;
import org.jline.terminal.Terminal;

/** Shows a text page by page, until the person has seen enough. */
@FunctionalInterface
interface Pager {
    void show(Path text) throws IOException, InterruptedException;

    /**
     * The pager of a terminal.
     *
     * @param command what the person would rather use, for a shell
     */
    static Pager of(Terminal terminal, Optional<String> command) {
        return command.filter(text -> !text.isBlank()).map(Pager::command).orElseGet(() -> builtIn(terminal));
    }

    private static Pager builtIn(Terminal terminal) {
        return text -> {
            Less less = new Less(terminal, text.toAbsolutePath().getParent());
            less.chopLongLines = true;
            less.run(new Source.PathSource(text, "result"));
        };
    }

    private static Pager command(String command) {
        return text -> {
            ProcessBuilder process =
                    new ProcessBuilder("/bin/sh", "-c", command).inheritIO().redirectInput(text.toFile());
            process.environment().putIfAbsent("LESS", "-S"); // lines of tables are long
            process.start().waitFor();
        };
    }
}
