package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.ask.SessionFacts;
import io.kaspar.catalog.plan.LogBytes;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.reader.task.ScanSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.connector.read.PartitionReaderFactory;
import org.apache.spark.sql.connector.read.Scan;

/** A scan of topics that gives few rows for what it reads, and no columns. A task reads several partitions. Thread-safe. */
abstract class BundledScan implements Scan {
    private final ScanContext template;
    private final ScanDemand demand;
    private final Once<List<TopicPlan>> plans = new Once<>();

    /** @param demand which records there are; without columns */
    BundledScan(ScanContext template, ScanDemand demand) {
        this.template = template;
        this.demand = demand;
    }

    final List<TopicPlan> plans() {
        return plans.get(() -> AtOnce.each(template.topics().pinned(), topic -> topic.plan(demand)));
    }

    /** What is read, in the words of a plan. */
    final String reading() {
        return ScanDescription.of(template, plans(), demand);
    }

    /** What is read of the logs where all records of the plan are. */
    final LogBytes logBytes() {
        return TopicPlan.logBytes(plans(), demand);
    }

    /** Each partition whole, with those of the same hosts. */
    final List<PartitionBundle> wholePartitions() {
        return EdgeTasks.bundled(
                EdgeTasks.whole(plans()), SessionFacts.current().parallelism());
    }

    /**
     * What tasks of each topic have in common, for a batch.
     *
     * @throws io.kaspar.catalog.facts.ClusterException when the principal may not read them
     */
    final Map<String, ScanSpec> specs() {
        return template.specs(template.batchTopics(), demand);
    }

    /**
     * The batch.
     *
     * @param bytes that it reads
     * @param readers equal to others that read the same
     */
    final Batch batch(List<PartitionBundle> bundles, Supplier<LogBytes> bytes, PartitionReaderFactory readers) {
        return new BundledBatch(bundles, template.guard(bytes), readers);
    }

    /** Equal to one that reads the same in the same way, so that Spark runs it once. */
    private record BundledBatch(List<PartitionBundle> bundles, ScanGuard guard, PartitionReaderFactory readers)
            implements Batch {
        @Override
        public InputPartition[] planInputPartitions() {
            return bundles.toArray(InputPartition[]::new);
        }

        @Override
        public PartitionReaderFactory createReaderFactory() {
            guard.requireWithin();
            return readers;
        }
    }

    @Override
    public final CustomMetric[] supportedCustomMetrics() {
        return MetricsOfTheUi.ofThisJvm().supported();
    }

    @Override
    public final CustomTaskMetric[] reportDriverMetrics() {
        return MetricsOfTheUi.ofThisJvm().ofPlanning(TopicPlan.lostOffsets(plans()));
    }

    @Override
    public final ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.UNSUPPORTED;
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + template.topics() + "]";
    }
}
