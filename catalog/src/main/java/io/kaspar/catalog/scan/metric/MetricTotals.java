package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import java.util.EnumMap;
import java.util.Map;

/** Counters of several scans summed up. Not thread-safe. */
public final class MetricTotals {
    private long localBytes;
    private long networkBytes;
    private long localRecords;
    private long networkRecords;
    private long segmentsOpened;
    private long malformedRecords;
    private final Map<FallbackReason, Long> fallbacks = new EnumMap<>(FallbackReason.class);
    private final Map<DataLoss, Long> lostOffsets = new EnumMap<>(DataLoss.class);

    /** Adds what a finished scan did. */
    public void add(ScanCounters counters) {
        localBytes += counters.localBytes();
        networkBytes += counters.networkBytes();
        localRecords += counters.localRecords();
        networkRecords += counters.networkRecords();
        segmentsOpened += counters.segmentsOpened();
        malformedRecords += counters.malformedRecords();
        counters.fallbacks().forEach((reason, count) -> fallbacks.merge(reason, count, Long::sum));
        counters.lostOffsets().forEach((cause, count) -> lostOffsets.merge(cause, count, Long::sum));
    }

    /** These totals and, on top, what a scan under way did so far. */
    public MetricTotals with(ScanCounters underWay) {
        MetricTotals all = new MetricTotals();
        all.localBytes = localBytes;
        all.networkBytes = networkBytes;
        all.localRecords = localRecords;
        all.networkRecords = networkRecords;
        all.segmentsOpened = segmentsOpened;
        all.malformedRecords = malformedRecords;
        all.fallbacks.putAll(fallbacks);
        all.lostOffsets.putAll(lostOffsets);
        all.add(underWay);
        return all;
    }

    /** Bytes read from anywhere, with those of a scan under way. */
    public long bytesWith(ScanCounters underWay) {
        return localBytes + networkBytes + underWay.localBytes() + underWay.networkBytes();
    }

    TaskMetric[] taskMetrics() {
        return new TaskMetric[] {
            new TaskMetric(LocalBytesMetric.NAME, localBytes),
            new TaskMetric(NetworkBytesMetric.NAME, networkBytes),
            new TaskMetric(LocalRecordsMetric.NAME, localRecords),
            new TaskMetric(NetworkRecordsMetric.NAME, networkRecords),
            new TaskMetric(SegmentsOpenedMetric.NAME, segmentsOpened),
            new TaskMetric(MalformedRecordsMetric.NAME, malformedRecords),
            new TaskMetric(FallbacksMetric.NAME, FallbacksMetric.encoded(fallbacks)),
            new TaskMetric(LostOffsetsMetric.NAME, LostOffsetsMetric.encoded(lostOffsets)),
        };
    }
}
