package io.kaspar.catalog.scan;

import io.kaspar.catalog.scan.metric.ScanMetrics;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;
import org.apache.spark.sql.connector.read.Batch;
import org.apache.spark.sql.connector.read.Scan;
import org.apache.spark.sql.connector.read.Statistics;
import org.apache.spark.sql.connector.read.SupportsReportStatistics;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** One query's reading of a topic. Plans once, when it is first asked for something that needs the plan. Thread-safe. */
final class TopicScan implements Scan, SupportsReportStatistics {
    private final ScanTemplate template;
    private final ScanDemand demand;
    private @Nullable ScanPlan plan;

    TopicScan(ScanTemplate template, ScanDemand demand) {
        this.template = template;
        this.demand = demand;
    }

    @Override
    public StructType readSchema() {
        return demand.readTypes();
    }

    @Override
    public String description() {
        return ScanDescription.of(template, plan(), demand);
    }

    @Override
    public Statistics estimateStatistics() {
        return TopicStatistics.of(plan(), demand, template.columns());
    }

    @Override
    public Batch toBatch() {
        template.topic().layout().requireReadPermission();
        return new TopicBatch(template.spec(demand), plan().inputPartitions());
    }

    @Override
    public CustomMetric[] supportedCustomMetrics() {
        return ScanMetrics.all();
    }

    /** What the tasks lose, they report themselves. */
    @Override
    public CustomTaskMetric[] reportDriverMetrics() {
        return ScanMetrics.ofPlanning(plan().lostOffsets());
    }

    @Override
    public ColumnarSupportMode columnarSupportMode() {
        return ColumnarSupportMode.SUPPORTED;
    }

    private synchronized ScanPlan plan() {
        if (plan == null) {
            plan = new ScanPlanning(template, demand).plan();
        }
        return plan;
    }

    @Override
    public String toString() {
        return "TopicScan[" + template.topic().layout().topic() + "]";
    }
}
