package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import java.util.Map;
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
            new LostOffsetsMetric(),
        };
    }

    /** The driver's part of them: what was gone when the query was planned. */
    public static CustomTaskMetric[] ofPlanning(long lostOffsets) {
        return new CustomTaskMetric[] {
            new TaskMetric(LostOffsetsMetric.NAME, LostOffsetsMetric.encoded(Map.of(DataLoss.RETENTION, lostOffsets)))
        };
    }

    /** A task's parts of them. */
    public static CustomTaskMetric[] values(MetricTotals totals) {
        return totals.taskMetrics();
    }
}
