package io.kaspar.catalog.scan.metric;

import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** The metrics of a scan. */
public final class ScanMetrics {
    private ScanMetrics() {}

    /** All of them, as Spark's UI shows them. */
    public static CustomMetric[] all() {
        return new CustomMetric[] {
            new LocalBytesMetric(),
            new NetworkBytesMetric(),
            new LocalRecordsMetric(),
            new NetworkRecordsMetric(),
            new SegmentsOpenedMetric(),
            new MalformedRecordsMetric(),
            new FallbacksMetric(),
        };
    }

    /** A task's parts of them. */
    public static CustomTaskMetric[] values(MetricTotals totals) {
        return totals.taskMetrics();
    }
}
