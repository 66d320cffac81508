package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.LogBytes;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** Aggregates of topics that a few records of each partition tell. Each task gives its own; Spark puts them together. Thread-safe. */
final class AggregateScan extends BundledScan implements SupportsReportStatistics {
    private static final long ROW_BYTES = 32;

    private final EdgeAggregates aggregates;

    /** @param demand which records there are; without columns */
    AggregateScan(ScanContext template, ScanDemand demand, EdgeAggregates aggregates) {
        super(template, demand);
        this.aggregates = aggregates;
    }

    @Override
    public StructType readSchema() {
        return aggregates.columns();
    }

    @Override
    public String description() {
        return reading() + ", " + aggregates.inWords();
    }

    @Override
    public Statistics estimateStatistics() {
        long rows = TopicPlan.tasks(plans()).count();
        return new TopicStatistics(OptionalLong.of(rows * ROW_BYTES), OptionalLong.of(rows));
    }

    /**
     * Counts are made of parts as large as for any count, which the planner has dealt out; single records of a partition by one task, with those of others.
     */
    @Override
    public Batch toBatch() {
        Map<String, ScanSpec> specs = specs();
        boolean isOfAll = aggregates.wants(EdgeAggregates.Function.COUNT);
        List<PartitionBundle> bundles = isOfAll
                ? TopicPlan.tasks(plans())
                        .map(task -> new PartitionBundle(List.of(task), task.hosts()))
                        .toList()
                : wholePartitions();
        return batch(
                // without groups there is a row, whatever there is to read
                bundles.isEmpty() && aggregates.groups().isEmpty()
                        ? List.of(new PartitionBundle(List.of(), List.of()))
                        : bundles,
                () -> isOfAll ? logBytes() : LogBytes.NOTHING,
                new AggregateReaderFactory(specs, aggregates));
    }

    /** Crosses to the executors. */
    private record AggregateReaderFactory(Map<String, ScanSpec> specs, EdgeAggregates aggregates)
            implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new AggregateReader(specs, aggregates, (PartitionBundle) partition);
        }
    }
}
