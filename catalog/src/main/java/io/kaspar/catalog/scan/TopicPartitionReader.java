package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import java.io.IOException;
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
    private final RunningTask running = RunningTask.ofThisThread();
    private final PartitionScan scan;
    private final InputBytes inputBytes = new InputBytes();
    private boolean isClosed;

    TopicPartitionReader(ScanSpec spec, ScanTask task) throws IOException {
        scan = PartitionScan.open(spec, running.hasFailedOften() ? task.afterFailures() : task, running::isGivenUp);
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
