package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.scan.RecordBatchHeaders;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.jspecify.annotations.Nullable;

/** Gives a row for each record batch of a task's partitions. */
final class BatchReader implements PartitionReader<InternalRow> {
    private final RunningTask running = RunningTask.ofThisThread();
    private final Map<String, ScanSpec> specs;
    private final Iterator<TopicInputPartition> parts;
    private final ScanCounters counters = new ScanCounters();
    private final InputBytes inputBytes = new InputBytes();
    private @Nullable RecordBatchHeaders batches;
    private int partition;
    private InternalRow row = new GenericInternalRow(0);

    BatchReader(Map<String, ScanSpec> specs, PartitionBundle partitions) {
        this.specs = specs;
        this.parts = partitions.parts().iterator();
    }

    @Override
    public boolean next() throws IOException {
        while (batches != null || parts.hasNext()) {
            RecordBatchHeaders open = batches == null ? open(parts.next()) : batches;
            boolean hasBatch = open.next();
            inputBytes.report(counters.localBytes() + counters.networkBytes());
            if (hasBatch) {
                row = BatchColumns.row(partition, open.current());
                return true;
            }
            close();
        }
        return false;
    }

    private RecordBatchHeaders open(TopicInputPartition part) {
        ScanSpec spec = Objects.requireNonNull(specs.get(part.topic()));
        partition = part.task().partition();
        RecordBatchHeaders opened =
                new RecordBatchHeaders(spec, running.attempt(part.task()), counters, running::isGivenUp);
        batches = opened;
        return opened;
    }

    @Override
    public InternalRow get() {
        return row;
    }

    @Override
    public CustomTaskMetric[] currentMetricsValues() {
        return ScanMetrics.values(counters);
    }

    @Override
    public void close() throws IOException {
        if (batches != null) {
            batches.close();
        }
        batches = null;
    }
}
