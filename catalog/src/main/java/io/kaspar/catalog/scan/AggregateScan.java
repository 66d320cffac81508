package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.plan.LogBytes;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** Aggregates of topics that a few records of each partition tell. Each task gives its own; Spark puts them together. Thread-safe. */
final class AggregateScan implements Scan, SupportsReportStatistics {
    private static final long ROW_BYTES = 32;

    private final ScanContext template;
    private final ScanDemand demand;
    private final EdgeAggregates aggregates;
    private final Once<List<TopicPlan>> plans = new Once<>();

    /** @param demand which records there are; without columns */
    AggregateScan(ScanContext template, ScanDemand demand, EdgeAggregates aggregates) {
        this.template = template;
        this.demand = demand;
        this.aggregates = aggregates;
    }

    private List<TopicPlan> plans() {
        return plans.get(() -> AtOnce.each(template.topics().pinned(), topic -> topic.plan(demand)));
    }

    @Override
    public StructType readSchema() {
        return aggregates.columns();
    }

    @Override
    public String description() {
        return ScanDescription.of(template, plans(), demand) + ", " + aggregates.inWords();
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
        List<ScannedTopic> topics = template.batchTopics();
        boolean isOfAll = aggregates.wants(EdgeAggregates.Function.COUNT);
        List<AggregatePartition> bundles = isOfAll
                ? TopicPlan.tasks(plans())
                        .map(task -> new AggregatePartition(List.of(task), task.hosts()))
                        .toList()
                : EdgeTasks.bundled(
                        EdgeTasks.whole(plans()), SessionFacts.current().parallelism());
        return new AggregateBatch(
                template.specs(topics, demand),
                aggregates,
                // without groups there is a row, whatever there is to read
                bundles.isEmpty() && aggregates.groups().isEmpty()
                        ? List.of(new AggregatePartition(List.of(), List.of()))
                        : bundles,
                template.guard(() -> isOfAll ? TopicPlan.logBytes(plans(), demand) : LogBytes.NOTHING));
    }

    /** Equal to one that reads the same in the same way, so that Spark runs it once. */
    private record AggregateBatch(
            Map<String, ScanSpec> specs,
            EdgeAggregates aggregates,
            List<AggregatePartition> partitions,
            ScanGuard guard)
            implements Batch {
        @Override
        public InputPartition[] planInputPartitions() {
            return partitions.toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            guard.requireWithin();
            return new AggregateReaderFactory(specs, aggregates);
        }
    }

    /** Crosses to the executors. */
    private record AggregateReaderFactory(Map<String, ScanSpec> specs, EdgeAggregates aggregates)
            implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new AggregateReader(specs, aggregates, (AggregatePartition) partition);
        }
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return MetricsOfTheUi.ofThisJvm().supported();
    }

    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        return MetricsOfTheUi.ofThisJvm().ofPlanning(TopicPlan.lostOffsets(plans()));
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.UNSUPPORTED;
    }

    @Override
    public String toString() {
        return "AggregateScan[" + template.topics() + "]";
    }
}
