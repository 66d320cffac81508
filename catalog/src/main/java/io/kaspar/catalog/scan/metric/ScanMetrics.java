package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.task.ScanCounters;
import java.util.ArrayList;
import java.util.List;
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
            new OtherTypeRecordsMetric(),
            new UnavailableValuesMetric(),
            new NoReplicaPlacesFallback(),
            new NotOnThisMachineFallback(),
            new OtherClusterFallback(),
            new OtherNodeFallback(),
            new OtherTopicFallback(),
            new NoTopicIdFallback(),
            new NotReadableFallback(),
            new RangeNotHeldFallback(),
            new OldFormatFallback(),
            new CorruptFallback(),
            new FilesChangedFallback(),
            new OtherLineageFallback(),
            new OtherTransactionsFallback(),
            new FailedBeforeFallback(),
            new RetentionLoss(),
            new TruncationLoss(),
            new TopicDeletedLoss(),
            new TopicCreatedAgainLoss(),
        };
    }

    /** The driver's part of them: what was gone when the query was planned. */
    public static CustomTaskMetric[] ofPlanning(long lostOffsets) {
        return new CustomTaskMetric[] {new TaskMetric(LostOffsetsMetric.name(DataLoss.RETENTION), lostOffsets)};
    }

    /** A task's parts of them, without fallbacks and losses that did not happen. */
    public static CustomTaskMetric[] values(ScanCounters counters) {
        List<CustomTaskMetric> values = new ArrayList<>();
        values.add(new TaskMetric(LocalBytesMetric.NAME, counters.localBytes()));
        values.add(new TaskMetric(NetworkBytesMetric.NAME, counters.networkBytes()));
        values.add(new TaskMetric(LocalRecordsMetric.NAME, counters.localRecords()));
        values.add(new TaskMetric(NetworkRecordsMetric.NAME, counters.networkRecords()));
        values.add(new TaskMetric(SegmentsOpenedMetric.NAME, counters.segmentsOpened()));
        values.add(new TaskMetric(MalformedRecordsMetric.NAME, counters.malformedRecords()));
        values.add(new TaskMetric(OtherTypeRecordsMetric.NAME, counters.otherTypeRecords()));
        values.add(new TaskMetric(UnavailableValuesMetric.NAME, counters.unavailableValues()));
        counters.fallbacks().forEach((reason, count) -> values.add(new TaskMetric(FallbackMetric.name(reason), count)));
        counters.lostOffsets()
                .forEach((cause, count) -> values.add(new TaskMetric(LostOffsetsMetric.name(cause), count)));
        return values.toArray(CustomTaskMetric[]::new);
    }
}
