package io.kaspar.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.jspecify.annotations.Nullable;

/** Runs statements one at a time: results to where they should go, everything else to one stream. */
final class StatementRunner {
    /** Spark's name for the jobs of statements. */
    static final String JOB_GROUP = "kaspar-sql";

    private static final long LONGEST_WAIT_MS = 1_000;

    private final SparkSession spark;
    private final ResultOutput output;
    private final StreamStatements streams;
    private final Progress progress;
    private final boolean verbose;
    private final PrintStream err;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile boolean isTimed = true;
    private volatile String summary = "";

    /**
     * @param verbose whether an error comes with its stack trace
     */
    StatementRunner(
            SparkSession spark,
            ResultOutput output,
            StreamStatements streams,
            Progress progress,
            boolean verbose,
            PrintStream err) {
        this.spark = spark;
        this.streams = streams;
        this.output = output;
        this.progress = progress;
        this.verbose = verbose;
        this.err = err;
    }

    /** Whether statements say from now on how long they took, and what they read. */
    void setTimed(boolean isOn) {
        isTimed = isOn;
    }

    /** Runs one statement to its end and says whether it succeeded. */
    boolean run(String statement) throws InterruptedException {
        return run(statement, () -> spark.sql(statement));
    }

    /** Lists the streams that were run. */
    boolean showStreams() throws InterruptedException {
        return run("\\streams", () -> StreamReport.table(spark, streams.reports()));
    }

    private boolean run(String statement, Supplier<Dataset<Row>> result) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        stopped = false;
        // A thread of its own, so that a stop can interrupt it without hurting the prompt.
        Thread thread = new Thread(
                () -> {
                    try {
                        summary = execute(statement, result);
                    } catch (AnalysisException | IOException | StreamingQueryException | TimeoutException e) {
                        failure.set(e);
                    }
                },
                JOB_GROUP);
        thread.setUncaughtExceptionHandler((ended, e) -> failure.set(e));
        running.set(thread);
        progress.begin();
        thread.start();
        thread.join();
        progress.end();
        running.set(null);
        return end(failure.get());
    }

    private boolean end(@Nullable Throwable failure) throws InterruptedException {
        Throwable problem = failure;
        try {
            if (stopped) {
                output.drop();
            } else {
                output.show();
            }
        } catch (IOException e) {
            problem = problem == null ? e : problem;
        }
        if (problem == null) {
            err.println(summary);
        } else {
            report(problem);
        }
        return problem == null && !stopped;
    }

    /** Stops the statement that runs; does nothing when none does. May be called from any thread. */
    void stop() {
        Thread thread = running.get();
        if (thread != null) {
            stopped = true;
            spark.sparkContext().cancelJobGroup(JOB_GROUP);
            thread.interrupt();
        }
    }

    /** Stops the stream that runs, and says whether one did. May be called from any thread. */
    boolean stopStream() {
        boolean isRunning = streams.isRunning();
        if (isRunning) {
            stop();
        }
        return isRunning;
    }

    private String execute(String statement, Supplier<Dataset<Row>> query)
            throws AnalysisException, IOException, StreamingQueryException, TimeoutException {
        TaskProgress tasks = new TaskProgress(JOB_GROUP);
        spark.sparkContext().addSparkListener(tasks);
        try {
            return execute(statement, query, tasks);
        } finally {
            spark.sparkContext().removeSparkListener(tasks);
        }
    }

    private String execute(String statement, Supplier<Dataset<Row>> query, TaskProgress tasks)
            throws AnalysisException, IOException, StreamingQueryException, TimeoutException {
        long startNanos = System.nanoTime();
        SparkSession.setActiveSession(spark); // or values would be written by the default session's settings
        spark.sparkContext().setJobGroup(JOB_GROUP, statement, true);
        Optional<StreamInsert> insert = StreamInsert.of(spark, statement);
        if (insert.isPresent()) {
            return stream(statement, insert.get().rows(), insert.get()) + cost(startNanos, "");
        }
        Dataset<Row> result = query.get();
        if (result.isStreaming()) {
            return stream(statement, result, output) + output.place() + cost(startNanos, "");
        }
        if (result.columns().length == 0) {
            result.count(); // a command that answers nothing has run already; this asks for nothing more
            return "ok" + cost(startNanos, read(tasks));
        }
        ResultWriter.Written written = output.write(result);
        String more = written.hasMore() ? ", there are more: --max-rows 0 shows all" : "";
        return rows(written.rowCount()) + output.place() + more + cost(startNanos, read(tasks));
    }

    private String stream(String statement, Dataset<Row> rows, StreamTarget target)
            throws AnalysisException, IOException, StreamingQueryException, TimeoutException {
        StreamReport report = streams.run(statement, rows, target, progress);
        return (report.state() == StreamReport.State.STOPPED ? "stopped after " : "") + rows(report.rowCount());
    }

    private static String rows(long count) {
        return count + (count == 1 ? " row" : " rows");
    }

    private void report(Throwable problem) {
        if (stopped) {
            err.println("stopped");
            return;
        }
        err.println("error: " + ErrorText.of(problem));
        if (verbose) {
            problem.printStackTrace(err);
        }
    }

    /** What the tasks of a statement read of topics. Spark tells of the last ones a little later; a slow listener is not waited for. */
    private String read(TaskProgress tasks) {
        if (!isTimed) {
            return "";
        }
        try {
            spark.sparkContext().listenerBus().waitUntilEmpty(LONGEST_WAIT_MS);
        } catch (TimeoutException e) {
            return "";
        }
        return ProgressText.read(tasks.totals().read());
    }

    private String cost(long startNanos, String read) {
        if (!isTimed) {
            return "";
        }
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, " (%.2f s%s)", seconds, read.isEmpty() ? "" : ", " + read);
    }
}
