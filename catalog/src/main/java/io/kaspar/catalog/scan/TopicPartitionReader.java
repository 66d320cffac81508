package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.MetricTotals;
import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.scan.PartitionScan;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import java.io.IOException;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.jspecify.annotations.Nullable;

/** Hands the blocks of one input partition's ranges to Spark, one range after the other. Not thread-safe. */
final class TopicPartitionReader implements PartitionReader<ColumnarBatch> {
    private final ScanSpec spec;
    private final TopicInputPartition inputPartition;
    private final MetricTotals totals = new MetricTotals();
    private final InputBytes inputBytes = new InputBytes();
    private int nextRange;
    private long rowCount;
    private @Nullable PartitionScan scan;

    TopicPartitionReader(ScanSpec spec, TopicInputPartition inputPartition) {
        this.spec = spec;
        this.inputPartition = inputPartition;
    }

    @Override
    public boolean next() throws IOException {
        while (rowCount < spec.rowLimit()
                && (scan != null || nextRange < inputPartition.ranges().size())) {
            if (scan == null) {
                scan = PartitionScan.open(spec, task(nextRange++));
            }
            boolean hasBlock = scan.next();
            inputBytes.report(totals.bytesWith(scan.counters()));
            if (hasBlock) {
                rowCount += scan.current().rowCount();
                return true;
            }
            closeScan();
        }
        return false;
    }

    private ScanTask task(int index) {
        TimedRange range = inputPartition.ranges().get(index);
        return new ScanTask(
                inputPartition.partition(),
                range.offsets(),
                inputPartition.lineage(),
                range.timestamps(),
                inputPartition.replicas(),
                hasFailedOften());
    }

    /** The second attempt may be lucky with another replica's files; from the third on brokers are asked. */
    private static boolean hasFailedOften() {
        TaskContext context = TaskContext.get();
        return context != null && context.attemptNumber() > 1;
    }

    @Override
    public ColumnarBatch get() {
        if (scan == null) {
            throw new IllegalStateException("nothing was read");
        }
        ColumnBlock block = scan.current();
        return new ColumnarBatch(block.columns().toArray(ColumnVector[]::new), block.rowCount());
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return ScanMetrics.values(scan == null ? totals : totals.with(scan.counters()));
    }

    /** Spark may want no more before the end, for a {@code LIMIT} or what the other side of a join says. */
    @Override
    public void close() throws IOException {
        try {
            if (scan != null && !isGivenUp()) {
                scan.requireCommitted();
            }
        } finally {
            closeScan();
        }
    }

    /** Whether the task failed or is killed: what it gave counts for nothing. */
    private static boolean isGivenUp() {
        TaskContext context = TaskContext.get();
        return context != null && (context.isFailed() || context.isInterrupted());
    }

    private void closeScan() throws IOException {
        if (scan != null) {
            PartitionScan finished = scan;
            scan = null;
            totals.add(finished.counters());
            finished.close();
        }
    }
}
