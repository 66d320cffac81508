package io.kaspar.shell;

import io.kaspar.shell.complete.CompletionMatch;
import io.kaspar.shell.sql.StatementScanner;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalExt;

/** Reads statements from a person at a terminal. */
final class Prompt {
    private static final String FIRST = "kaspar> ";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final String NEXT = "      > ";

    private final Terminal terminal;
    private final StatementRunner statements;
    private final PromptCommands commands;
    private final Completer completer;
    private final Path historyFile;

    /** A prompt at a terminal that is the caller's to close. */
    Prompt(
            Terminal terminal,
            StatementRunner statements,
            PromptCommands commands,
            Completer completer,
            Path historyFile) {
        this.terminal = terminal;
        this.statements = statements;
        this.commands = commands;
        this.completer = completer;
        this.historyFile = historyFile;
    }

    /** The terminal this process was started at. */
    static Terminal terminal() throws IOException {
        return TerminalBuilder.builder()
                .system(true)
                .nativeSignals(true)
                .signalHandler(Terminal.SignalHandler.SIG_IGN)
                .build();
    }

    /** Whether results are seen on this terminal, page by page if need be. */
    static boolean isScreen(Terminal terminal) {
        boolean isStandardOutput =
                terminal instanceof TerminalExt system && system.getSystemStream() == SystemStream.Output;
        return isStandardOutput && !terminal.getType().startsWith(Terminal.TYPE_DUMB);
    }

    /** Reads and runs until the person leaves. */
    void run() throws IOException, InterruptedException {
        terminal.handle(Terminal.Signal.INT, signal -> statements.stop());
        LineReader lines = lineReader();
        while (true) {
            Optional<String> line = read(lines);
            if (line.isEmpty() || !runLine(line.get())) {
                return;
            }
        }
    }

    private LineReader lineReader() throws IOException {
        keepPrivate(historyFile);
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("kaspar-sql")
                .parser(new StatementParser())
                .completer(completer)
                .completionMatcher(new CompletionMatch())
                .variable(LineReader.HISTORY_FILE, historyFile)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, NEXT)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.BRACKETED_PASTE, true)
                .build();
    }

    /** Statements can hold what others should not read. JLine adds each line to this file at once, and keeps those of other prompts. */
    private static void keepPrivate(Path file) throws IOException {
        boolean hasPermissions = Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
        if (!hasPermissions || !Files.isWritable(file.toAbsolutePath().resolveSibling("."))) {
            return;
        }
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            // From an earlier prompt, or from one that starts now.
            return;
        }
    }

    /** A line; an empty one when it was given up with Ctrl-C; nothing after Ctrl-D. */
    private static Optional<String> read(LineReader lines) {
        try {
            return Optional.of(lines.readLine(FIRST));
        } catch (UserInterruptException e) {
            return Optional.of("");
        } catch (EndOfFileException e) {
            return Optional.empty();
        }
    }

    /** Says whether to go on. */
    private boolean runLine(String line) throws InterruptedException {
        Optional<PromptCommand> command = PromptCommand.parse(line);
        if (command.isPresent()) {
            return commands.run(command.get());
        }
        for (String statement : StatementScanner.scan(line).statements()) {
            if (!statements.run(statement)) {
                break;
            }
        }
        return true;
    }
}
