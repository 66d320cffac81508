package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.task.FallbackReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * Why tasks gave up replicas, and read from another disk or over the network, and how often.
 *
 * <p>A task has one number to say it with: each reason has {@value #BITS} bits of it.
 */
public final class FallbacksMetric implements CustomMetric {
    static final String NAME = "kasparFallbacks";
    private static final int BITS = 5;
    private static final long MOST = (1L << BITS) - 1;

    /** The counts as one number; more than 31 of one reason count as 31. */
    static long encoded(Map<FallbackReason, Long> counts) {
        long encoded = 0;
        FallbackReason[] reasons = FallbackReason.values();
        for (int index = 0; index < reasons.length; index++) {
            encoded |= Math.min(MOST, counts.getOrDefault(reasons[index], 0L)) << (index * BITS);
        }
        return encoded;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "fallbacks to another source";
    }

    @Override
    public String aggregateTaskMetrics(long[] taskMetrics) {
        Map<FallbackReason, Long> totals = new EnumMap<>(FallbackReason.class);
        for (long encoded : taskMetrics) {
            FallbackReason[] reasons = FallbackReason.values();
            for (int index = 0; index < reasons.length; index++) {
                long count = (encoded >>> (index * BITS)) & MOST;
                if (count > 0) {
                    totals.merge(reasons[index], count, Long::sum);
                }
            }
        }
        if (totals.isEmpty()) {
            return "0";
        }
        return totals.entrySet().stream()
                .map(entry -> entry.getValue() + ": " + entry.getKey().text())
                .collect(Collectors.joining(", "));
    }
}
