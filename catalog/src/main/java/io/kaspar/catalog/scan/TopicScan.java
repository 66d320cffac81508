package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.Once;
import io.kaspar.catalog.plan.ScanDemand;
import io.kaspar.catalog.plan.ScanPlan;
import io.kaspar.catalog.plan.ScanSize;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;

/** One query's reading of a topic. Plans once, when it is first asked for something that needs the plan. Thread-safe. */
final class TopicScan implements Scan, SupportsReportStatistics {
    private final ScanContext template;
    private final ScanDemand demand;
    private final boolean isOfAQuery;
    private final Once<ScanPlan> plan = new Once<>();

    /** @param isOfAQuery whether somebody chose columns; {@code DESCRIBE} makes scans as well, and reads nothing */
    TopicScan(ScanContext template, ScanDemand demand, boolean isOfAQuery) {
        this.template = template;
        this.demand = demand;
        this.isOfAQuery = isOfAQuery;
    }

    @Override
    public StructType readSchema() {
        return demand.readTypes();
    }

    @Override
    public String description() {
        return ScanDescription.of(template, plan(), demand);
    }

    /** Unknown to {@code DESCRIBE}: that a table is looked at is no reason to ask brokers for offsets and executors for files. */
    @Override
    public Statistics estimateStatistics() {
        return isOfAQuery
                ? TopicStatistics.of(ScanSize.of(plan(), demand, template.columns()))
                : TopicStatistics.UNKNOWN;
    }

    @Override
    public Batch toBatch() {
        template.topic().layout().requireReadPermission();
        return new TopicBatch(
                template.spec(demand),
                plan().tasks().stream().map(TopicInputPartition::of).toList());
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return MetricsOfTheUi.ofThisJvm().supported();
    }

    /** What the tasks lose, they report themselves. */
    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        return MetricsOfTheUi.ofThisJvm().ofPlanning(plan().lostOffsets());
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    private ScanPlan plan() {
        return plan.get(() -> template.asker().plan(demand, template.query()));
    }

    @Override
    public String toString() {
        return "TopicScan[" + template.topic().topic() + "]";
    }
}
