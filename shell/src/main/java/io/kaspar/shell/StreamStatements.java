package io.kaspar.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.jspecify.annotations.Nullable;

/** Runs statements whose rows never end, one at a time: rows are written micro-batch by micro-batch, and none is kept. */
final class StreamStatements {
    private static final long POLL_MS = 20;

    /** So many reports are kept. */
    private static final int MOST_REPORTS = 20;

    private final SparkSession spark;
    private final Path folder;
    private final Deque<StreamReport> ended = new ArrayDeque<>();
    private volatile StreamSettings options;
    private int count;

    /** A stream that runs. */
    private record Running(
            String name,
            Path checkpoint,
            String statement,
            Instant started,
            long startNanos,
            StreamProgress progress,
            AtomicLong rows) {
        StreamReport report(StreamReport.State state, @Nullable String error) {
            double seconds = (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
            return new StreamReport(
                    name,
                    state,
                    started,
                    rows.get(),
                    progress.rowsRead(),
                    seconds <= 0 ? 0 : progress.rowsRead() / seconds,
                    progress.behind(),
                    error,
                    statement);
        }
    }

    private volatile @Nullable Running running;

    /** @param folder for what Spark keeps of a stream while it runs */
    StreamStatements(SparkSession spark, Path folder, StreamSettings options) {
        this.spark = spark;
        this.folder = folder;
        this.options = options;
    }

    StreamSettings options() {
        return options;
    }

    /** How the streams that follow run. */
    void setOptions(StreamSettings options) {
        this.options = options;
    }

    boolean isRunning() {
        return running != null;
    }

    /** The streams of this session, the newest last; the oldest are forgotten after a while. */
    List<StreamReport> reports() {
        synchronized (ended) {
            List<StreamReport> reports = new ArrayList<>(ended);
            Running now = running;
            if (now != null) {
                reports.add(now.report(StreamReport.State.RUNNING, null));
            }
            return reports;
        }
    }

    /**
     * Runs a stream until it ends by itself, or this thread is interrupted, and says what became of it.
     *
     * @param rows the statement's, as a stream
     * @param target where they go
     */
    StreamReport run(String statement, Dataset<Row> rows, StreamTarget target, Progress progress)
            throws AnalysisException, IOException, StreamingQueryException, TimeoutException {
        StreamPlan plan = StreamPlan.of(rows, options.mode());
        String name = "stream-" + ++count;
        Running now = new Running(
                name,
                checkpoint(name),
                statement,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                System.nanoTime(),
                new StreamProgress(name, progress),
                new AtomicLong());
        running = now;
        StreamReport report = now.report(StreamReport.State.FAILED, "it did not start");
        try {
            report = run(now, rows, plan, target, progress);
        } catch (StreamingQueryException e) {
            report = now.report(StreamReport.State.FAILED, ErrorText.of(e));
            throw e;
        } finally {
            end(now);
            synchronized (ended) {
                running = null;
                ended.addLast(report);
                if (ended.size() > MOST_REPORTS) {
                    ended.removeFirst();
                }
            }
        }
        return report;
    }

    private StreamReport run(Running now, Dataset<Row> rows, StreamPlan plan, StreamTarget target, Progress progress)
            throws StreamingQueryException, TimeoutException {
        BatchOutput batches = target.batches(rows.schema(), plan.isWhole());
        spark.streams().addListener(now.progress());
        StreamingQuery query = rows.writeStream()
                .queryName(now.name())
                .outputMode(plan.mode())
                .trigger(options.trigger())
                .option(
                        "checkpointLocation",
                        target.checkpoint().orElse(now.checkpoint().toUri().toString()))
                .foreachBatch((Dataset<Row> microBatch, Long id) -> {
                    now.rows().addAndGet(batches.write(microBatch));
                    progress.resume();
                })
                .start();
        boolean isStopped = false;
        try {
            while (query.isActive() && now.rows().get() < plan.rowLimit().orElse(Long.MAX_VALUE)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
        } catch (InterruptedException e) {
            isStopped = true; // a person, who waits for the prompt
        }
        if (!isStopped && query.exception().isDefined()) {
            throw query.exception().get();
        }
        query.stop();
        return now.report(isStopped ? StreamReport.State.STOPPED : StreamReport.State.ENDED, null);
    }

    /** Leaves nothing behind, whatever became of the stream: an interruption can come while it starts. */
    private void end(Running now) throws TimeoutException {
        spark.streams().removeListener(now.progress());
        for (StreamingQuery query : spark.streams().active()) {
            if (now.name().equals(query.name())) {
                query.stop();
            }
        }
        SessionFolder.deleteAsFarAsPossible(now.checkpoint());
    }

    /** A folder that no other stream has had: a task that is being killed may still write into that of the last one. */
    private Path checkpoint(String name) throws IOException {
        return Files.createTempDirectory(Files.createDirectories(folder.resolve("streams")), name + "-");
    }
}
