package io.kaspar.shell;

import io.kaspar.samples.shop.SampleTopics;
import io.kaspar.shell.complete.SessionNames;
import io.kaspar.shell.complete.SqlCompleter;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.spark.sql.SparkSession;
import org.jline.terminal.Terminal;

/** The program behind {@code bin/kaspar-sql}. */
public final class KasparSql {
    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE_ERROR = 2;

    /** Set when standard input is a terminal. */
    private static final String INTERACTIVE = "kaspar.interactive";

    /** How often what a statement has done is said anew. */
    private static final Duration PROGRESS_PAUSE = Duration.ofMillis(500);

    private final ShellOptions options;
    private final PrintStream out;
    private final PrintStream err;

    private KasparSql(ShellOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) throws InterruptedException {
        PrintStream out = stream(FileDescriptor.out);
        PrintStream err = stream(FileDescriptor.err);
        int status = run(List.of(args), out, err);
        out.flush();
        System.exit(status);
    }

    private static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        try {
            ShellOptions options = ShellOptions.parse(arguments);
            switch (options.action()) {
                case HELP -> out.println(Texts.read("usage.txt"));
                case VERSION -> out.println("kaspar-sql " + Texts.version());
                case RUN -> {
                    return new KasparSql(options, out, err).run();
                }
            }
            return OK;
        } catch (UsageException e) {
            err.println("kaspar-sql: " + e.getMessage() + "\nTry kaspar-sql --help");
            return USAGE_ERROR;
        } catch (IOException e) {
            err.println("error: " + ErrorText.of(e));
            return FAILED;
        }
    }

    private int run() throws IOException, InterruptedException {
        List<String> scripts = ScriptRunner.read(options.scripts());
        try (SessionFolder folder = SessionFolder.create()) {
            folder.logHere();
            CompletableFuture<SparkSession> starting =
                    CompletableFuture.supplyAsync(() -> ShellSessions.start(options, folder.path()));
            try (Servers servers = servers();
                    SparkSession spark = await(starting)) {
                ShellSessions.connect(spark, servers);
                return run(spark, servers, folder, scripts);
            }
        }
    }

    private static SparkSession await(CompletableFuture<SparkSession> starting) throws IOException {
        try {
            return starting.join();
        } catch (CompletionException e) {
            throw new IOException("Spark could not be started", e.getCause());
        }
    }

    private Servers servers() throws IOException {
        if (options.bootstrapServers().isPresent()) {
            return new OwnServers(options.bootstrapServers().get(), options.schemaRegistry());
        }
        err.println("Starting Kafka, a schema registry and Spark");
        return EmbeddedServers.start(options.keepIn(), err::println);
    }

    private int run(SparkSession spark, Servers servers, SessionFolder folder, List<String> scripts)
            throws IOException, InterruptedException {
        boolean interactive = scripts.isEmpty() && Boolean.getBoolean(INTERACTIVE);
        StreamStatements streams = new StreamStatements(spark, folder.path(), options.streams());
        if (!interactive) {
            ResultOutput output = new StreamOutput(ResultWriter.of(options, () -> 0), out);
            return runScripts(
                    new StatementRunner(spark, output, streams, Progress.none(), options.verbose(), err), scripts);
        }
        welcome(spark, servers, folder);
        TaskProgress tasks = new TaskProgress(StatementRunner.JOB_GROUP);
        spark.sparkContext().addSparkListener(tasks);
        try (Terminal terminal = Prompt.terminal();
                ProgressLine progress = progress(tasks, terminal);
                PromptOutput output =
                        new PromptOutput(screen(terminal, progress, folder), ResultWriter.whole(options))) {
            StatementRunner statements = new StatementRunner(spark, output, streams, progress, options.verbose(), err);
            SessionNames names = new SessionNames(spark);
            names.askAhead(List.of(ShellSessions.CATALOG));
            PromptCommands commands =
                    new PromptCommands(statements, output, new TableCommands(spark, names), streams, err);
            Path history = Path.of(System.getProperty("user.home"), ".kaspar_sql_history");
            new Prompt(terminal, statements, commands, new CommandCompleter(names, new SqlCompleter(names)), history)
                    .run();
        }
        return OK;
    }

    /** Draws nothing where the terminal is not what a person looks at. */
    private static ProgressLine progress(TaskProgress tasks, Terminal terminal) {
        ProgressLine line = new ProgressLine(tasks, terminal.writer(), terminal::getWidth);
        return Prompt.isScreen(terminal) ? line.drawEvery(PROGRESS_PAUSE) : line;
    }

    private Screen screen(Terminal terminal, Progress progress, SessionFolder folder) {
        PrintStream results = new PrintStream(new EndingStream(out, progress), true, StandardCharsets.UTF_8);
        Optional<Pager> pager = Prompt.isScreen(terminal)
                ? Optional.of(Pager.of(terminal, Optional.ofNullable(System.getenv("PAGER"))))
                : Optional.empty();
        return new Screen(
                ResultWriter.of(options, terminal::getWidth), results, pager, terminal::getSize, folder.path());
    }

    private int runScripts(StatementRunner statements, List<String> scripts) throws IOException, InterruptedException {
        ScriptRunner runner = new ScriptRunner(statements);
        try (StopSignals signals = new StopSignals(statements::stopStream)) {
            boolean succeeded = scripts.isEmpty()
                    ? runner.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)))
                    : runner.run(scripts);
            return signals.exitCode().orElse(succeeded ? OK : FAILED);
        }
    }

    private void welcome(SparkSession spark, Servers servers, SessionFolder folder) {
        err.println();
        err.println("Kaspar " + Texts.version() + ": Kafka topics as tables of Spark SQL " + spark.version());
        servers.description().forEach(line -> err.println("  " + line));
        if (spark.sparkContext().uiWebUrl().isDefined()) {
            err.println("  Spark's page     " + spark.sparkContext().uiWebUrl().get());
        }
        err.println("  Log              " + folder.logFile());
        if (options.bootstrapServers().isEmpty()) {
            err.println("  Tables           " + String.join(", ", SampleTopics.names()));
        }
        err.println();
        err.println(Texts.read(options.bootstrapServers().isEmpty() ? "try-samples.txt" : "try-own.txt"));
        err.println();
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
