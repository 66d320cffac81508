package io.kaspar.shell;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Runs statements one at a time: results to one stream, everything else to the other. */
final class StatementRunner {
    private static final String JOB_GROUP = "kaspar-sql";

    private final SparkSession spark;
    private final ResultWriter writer;
    private final boolean verbose;
    private final PrintStream out;
    private final PrintStream err;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private volatile boolean stopped;

    /**
     * @param verbose whether an error comes with its stack trace
     */
    StatementRunner(SparkSession spark, ResultWriter writer, boolean verbose, PrintStream out, PrintStream err) {
        this.spark = spark;
        this.writer = writer;
        this.verbose = verbose;
        this.out = out;
        this.err = err;
    }

    /** Runs one statement to its end and says whether it succeeded. */
    boolean run(String statement) throws InterruptedException {
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        stopped = false;
        // A thread of its own, so that a stop can interrupt it without hurting the prompt.
        Thread thread = new Thread(() -> execute(statement), JOB_GROUP);
        thread.setUncaughtExceptionHandler((ended, e) -> failure.set(e));
        running.set(thread);
        thread.start();
        thread.join();
        running.set(null);
        Throwable problem = failure.get();
        if (problem != null) {
            report(problem);
        }
        return problem == null;
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

    private void execute(String statement) {
        long startNanos = System.nanoTime();
        SparkSession.setActiveSession(spark); // or values would be written by the default session's settings
        spark.sparkContext().setJobGroup(JOB_GROUP, statement, true);
        Dataset<Row> result = spark.sql(statement);
        if (result.columns().length == 0) {
            result.count(); // a command that answers nothing has run already; this asks for nothing more
            err.println("ok" + elapsed(startNanos));
            return;
        }
        ResultWriter.Written written = writer.write(result, out);
        out.flush();
        String more = written.hasMore() ? ", there are more: --max-rows 0 shows all" : "";
        err.println(written.rowCount() + (written.rowCount() == 1 ? " row" : " rows") + more + elapsed(startNanos));
    }

    private void report(Throwable problem) {
        out.flush();
        if (stopped) {
            err.println("stopped");
            return;
        }
        err.println("error: " + ErrorText.of(problem));
        if (verbose) {
            problem.printStackTrace(err);
        }
    }

    private static String elapsed(long startNanos) {
        double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
        return String.format(Locale.ROOT, " (%.2f s)", seconds);
    }
}
