package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReader;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.types.StructType;

/** The record batches of a topic's partitions, each partition by one task. Thread-safe. */
final class BatchesScan implements Scan {
    private final ScanContext template;
    private final ScanDemand demand;
    private final Once<List<TopicPlan>> plans = new Once<>();

    /** @param demand which partitions are read; without columns */
    BatchesScan(ScanContext template, ScanDemand demand) {
        this.template = template;
        this.demand = demand;
    }

    private List<TopicPlan> plans() {
        return plans.get(() -> AtOnce.each(template.topics().pinned(), topic -> topic.plan(demand)));
    }

    @Override
    public StructType readSchema() {
        return BatchColumns.all();
    }

    @Override
    public String description() {
        return ScanDescription.of(template, plans(), demand) + ", record batches";
    }

    @Override
    public Batch toBatch() {
        List<ScannedTopic> topics = template.batchTopics();
        return new BatchesBatch(
                template.specs(topics, demand),
                EdgeTasks.bundled(
                        EdgeTasks.whole(plans()), SessionFacts.current().parallelism()),
                template.guard(() -> TopicPlan.logBytes(plans(), demand)));
    }

    /** Equal to one that reads the same in the same way, so that Spark runs it once. */
    private record BatchesBatch(Map<String, ScanSpec> specs, List<AggregatePartition> partitions, ScanGuard guard)
            implements Batch {
        @Override
        public InputPartition[] planInputPartitions() {
            return partitions.toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            guard.requireWithin();
            return new BatchReaderFactory(specs);
        }
    }

    /** Crosses to the executors. */
    private record BatchReaderFactory(Map<String, ScanSpec> specs) implements PartitionReaderFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public PartitionReader<InternalRow> createReader(InputPartition partition) {
            return new BatchReader(specs, (AggregatePartition) partition);
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
        return "BatchesScan[" + template.topics() + "]";
    }
}
