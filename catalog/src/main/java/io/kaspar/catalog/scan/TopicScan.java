package io.kaspar.catalog.scan;

import io.kaspar.catalog.options.ReadOptions;
import io.kaspar.catalog.scan.metric.ScanMetrics;
import io.kaspar.reader.bytes.OffsetRange;
import java.util.List;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One query's reading of a topic. Plans once, when it is first asked for something that needs the plan. Thread-safe. */
final class TopicScan implements Scan, SupportsReportStatistics {
    private final ScanTemplate template;
    private final StructType readTypes;
    private final List<Predicate> pushed;
    private final List<OffsetPredicate> offsetPredicates;
    private @Nullable ScanPlan plan;

    TopicScan(
            ScanTemplate template,
            StructType readTypes,
            List<Predicate> pushed,
            List<OffsetPredicate> offsetPredicates) {
        this.template = template;
        this.readTypes = readTypes;
        this.pushed = pushed;
        this.offsetPredicates = offsetPredicates;
    }

    @Override
    public StructType readSchema() {
        return readTypes;
    }

    @Override
    public String description() {
        return ScanDescription.of(
                template.topic().layout().topic(),
                plan(),
                pushed,
                template.query().read(),
                template.topicSchema().value());
    }

    @Override
    public Statistics estimateStatistics() {
        return TopicStatistics.of(plan(), readTypes);
    }

    @Override
    public Batch toBatch() {
        template.topic().layout().requireReadPermission();
        return new TopicBatch(template.spec(readTypes), plan().inputPartitions());
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ScanMetrics.all();
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    private synchronized ScanPlan plan() {
        if (plan == null) {
            PinnedTopic topic = template.topic();
            ReadOptions read = template.query().read();
            List<OffsetRange> bounds =
                    new BoundsResolver(topic, template.query().bounds(), read.isolation()).resolve();
            plan = new ScanPlan(
                    topic.snapshot(read.isolation()),
                    bounds,
                    ScanPlanner.plan(bounds, offsetPredicates, topic.storage(), read.locality()),
                    topic.storage());
        }
        return plan;
    }

    @Override
    public String toString() {
        return "TopicScan[" + template.topic().layout().topic() + "]";
    }
}
