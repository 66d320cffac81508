package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.scan.TaskEdges;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import java.io.IOException;
import java.util.OptionalLong;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;

/**
 * Hands the blocks of one task's scan to Spark.
 *
 * <p>Spark may close it from the task's own thread while another one reads: {@code TRANSFORM} feeds its program from a thread of
 * its own, and the task is over when the program is. So every call waits for the one before, and a closed reader has no rows.
 */
final class TopicPartitionReader implements PartitionReader<ColumnarBatch> {
    private final RunningTask running;
    private final PartitionScan scan;
    private final InputBytes inputBytes = new InputBytes();
    private boolean isClosed;

    private TopicPartitionReader(RunningTask running, PartitionScan scan) {
        this.running = running;
        this.scan = scan;
    }

    /** Of all rows of a task, up to the limit of {@code spec}. */
    static TopicPartitionReader of(ScanSpec spec, ScanTask task) throws IOException {
        RunningTask running = RunningTask.ofThisThread();
        return new TopicPartitionReader(running, PartitionScan.open(spec, running.attempt(task), running::isGivenUp));
    }

    /** Of the last rows of a task, as many as the limit of {@code spec}, which are looked for at once. */
    static TopicPartitionReader ofLastRows(ScanSpec spec, ScanTask task) throws IOException {
        RunningTask running = RunningTask.ofThisThread();
        ScanTask attempt = running.attempt(task);
        ScanCounters counters = new ScanCounters();
        OptionalLong start = new TaskEdges(spec, attempt, counters, running::isGivenUp)
                .startOfLast(Math.toIntExact(spec.output().rowLimit()));
        return new TopicPartitionReader(
                running,
                start.isPresent()
                        ? PartitionScan.open(
                                spec, TaskEdges.from(attempt, start.getAsLong()), counters, running::isGivenUp)
                        : PartitionScan.open(
                                spec.giving(spec.output().withoutRows()), attempt, counters, running::isGivenUp));
    }

    @Override
    public synchronized boolean next() throws IOException {
        if (isClosed) {
            return false;
        }
        boolean hasBlock = scan.next();
        ScanCounters counters = scan.counters();
        inputBytes.report(counters.localBytes() + counters.networkBytes());
        return hasBlock;
    }

    @Override
    public synchronized ColumnarBatch get() {
        ColumnBlock block = scan.current();
        return new ColumnarBatch(block.columns().toArray(ColumnVector[]::new), block.rowCount());
    }

    @Override
    public synchronized CustomTaskMetric[] currentMetricsValues() {
        return ScanMetrics.values(scan.counters());
    }

    /** Spark may want no more before the end, for a {@code LIMIT} or what the other side of a join says. */
    @Override
    public synchronized void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try (scan) {
            if (!running.isGivenUp()) {
                scan.requireCommitted();
            }
        }
    }
}
