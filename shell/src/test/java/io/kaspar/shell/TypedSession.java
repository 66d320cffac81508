package io.kaspar.shell;

import io.kaspar.shell.complete.SessionNames;
import io.kaspar.shell.complete.SqlCompleter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;

/** The prompt at a terminal of eighty columns and twelve lines, at which a program types. */
final class TypedSession {
    private final SparkSession spark;
    private final Path folder;
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    TypedSession(SparkSession spark, Path folder) {
        this.spark = spark;
        this.folder = folder;
    }

    /** Types all of this, and leaves. */
    void type(String keys, String... arguments) throws IOException, InterruptedException, UsageException {
        type(new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8)), arguments);
    }

    void type(InputStream keys, String... arguments) throws IOException, InterruptedException, UsageException {
        ShellOptions options = ShellOptions.parse(List.of(arguments));
        try (Terminal terminal = new ExternalTerminal("test", "ansi", keys, screen, StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 12));
            Screen results = new Screen(
                    ResultWriter.of(options, terminal::getWidth),
                    print(out),
                    Optional.of(Pager.of(terminal, Optional.empty())),
                    terminal::getSize,
                    folder);
            TaskProgress tasks = new TaskProgress(StatementRunner.JOB_GROUP);
            spark.sparkContext().addSparkListener(tasks);
            SessionNames names = new SessionNames(spark);
            try (ProgressLine progress = new ProgressLine(tasks, terminal.writer(), terminal::getWidth);
                    PromptOutput output = new PromptOutput(results, ResultWriter.whole(options))) {
                StreamStatements streams = new StreamStatements(spark, folder, options.streams());
                StatementRunner statements = new StatementRunner(
                        spark, output, streams, progress.drawEvery(Duration.ofMillis(1)), false, print(err));
                PromptCommands commands =
                        new PromptCommands(statements, output, new TableCommands(spark, names), streams, print(err));
                new Prompt(
                                terminal,
                                statements,
                                commands,
                                new CommandCompleter(names, new SqlCompleter(names)),
                                history())
                        .run();
            }
        }
    }

    Path history() {
        return folder.resolve("history");
    }

    /** What came as results. */
    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** What was said beside results. */
    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** What the line editor and the pager drew. */
    String screen() {
        return screen.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
