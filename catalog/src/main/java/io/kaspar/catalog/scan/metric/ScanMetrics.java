package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.task.ScanCounters;
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
    public static CustomTaskMetric[] values(ScanCounters counters) {
        return new CustomTaskMetric[] {
            new TaskMetric(LocalBytesMetric.NAME, counters.localBytes()),
            new TaskMetric(NetworkBytesMetric.NAME, counters.networkBytes()),
            new TaskMetric(LocalRecordsMetric.NAME, counters.localRecords()),
            new TaskMetric(NetworkRecordsMetric.NAME, counters.networkRecords()),
            new TaskMetric(SegmentsOpenedMetric.NAME, counters.segmentsOpened()),
            new TaskMetric(MalformedRecordsMetric.NAME, counters.malformedRecords()),
            new TaskMetric(FallbacksMetric.NAME, FallbacksMetric.encoded(counters.fallbacks())),
            new TaskMetric(LostOffsetsMetric.NAME, LostOffsetsMetric.encoded(counters.lostOffsets())),
        };
    }
}
