package io.kaspar.soak;

import io.kaspar.catalog.scan.metric.FallbackMetric;
import io.kaspar.catalog.scan.metric.LostOffsetsMetric;
import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.task.FallbackReason;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.execution.SparkPlan;

/** What Spark's metrics say of a scan, or of one micro-batch of a stream. */
record SoakMetrics(long localBytes, long networkBytes, Map<String, Long> fallbacks, long lostOffsets) {

    /** @param scan that is over */
    static SoakMetrics of(SparkPlan scan) {
        return new SoakMetrics(
                value(scan, "kasparLocalBytes"), value(scan, "kasparNetworkBytes"), fallbacks(scan), lostOffsets(scan));
    }

    void addTo(Tally tally) {
        tally.read(localBytes, networkBytes, fallbacks);
        tally.lost(lostOffsets);
    }

    private static Map<String, Long> fallbacks(SparkPlan scan) {
        Map<String, Long> fallbacks = new TreeMap<>();
        for (FallbackReason reason : FallbackReason.values()) {
            long count = value(scan, FallbackMetric.name(reason));
            if (count > 0) {
                fallbacks.put(reason.text(), count);
            }
        }
        return fallbacks;
    }

    private static long lostOffsets(SparkPlan scan) {
        return Arrays.stream(DataLoss.values())
                .mapToLong(cause -> value(scan, LostOffsetsMetric.name(cause)))
                .sum();
    }

    private static long value(SparkPlan scan, String name) {
        return scan.metrics().contains(name) ? scan.metrics().apply(name).value() : 0;
    }
}
