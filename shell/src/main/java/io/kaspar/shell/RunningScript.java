package io.kaspar.shell;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.apache.spark.sql.SparkSession;

/** A script that runs beside the program that started it, which may look at what it has printed so far. */
public final class RunningScript {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final StatementRunner statements;
    private final CompletableFuture<Boolean> succeeded;

    RunningScript(SparkSession spark, Path folder, List<String> scripts, ShellOptions options) {
        statements = new StatementRunner(
                spark,
                new StreamOutput(ResultWriter.of(options, () -> 0), print(out)),
                new StreamStatements(spark, folder, options.streams()),
                Progress.none(),
                options.verbose(),
                print(err));
        succeeded = CompletableFuture.supplyAsync(
                () -> run(scripts),
                task -> Executors.defaultThreadFactory().newThread(task).start());
    }

    /** What came as results so far. */
    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Whether it has not ended yet. */
    public boolean isRunning() {
        return !succeeded.isDone();
    }

    /** Ends it where it runs a stream, as Ctrl-C does. */
    public void stop() {
        var unused = statements.stopStream();
    }

    /** Waits until it has ended. */
    public SampleSession.Printed await() throws InterruptedException {
        try {
            return new SampleSession.Printed(succeeded.get(), out(), err.toString(StandardCharsets.UTF_8));
        } catch (ExecutionException e) {
            throw new IllegalStateException("a script could not be run", e.getCause());
        }
    }

    private boolean run(List<String> scripts) {
        try {
            return new ScriptRunner(statements).run(scripts);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
