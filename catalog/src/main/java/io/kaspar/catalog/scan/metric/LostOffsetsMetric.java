package io.kaspar.catalog.scan.metric;

import io.kaspar.reader.log.DataLoss;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.connector.metric.CustomMetric;

/**
 * How many offsets were gone before they were read, and why, where {@code failOnDataLoss=false} allows that.
 *
 * <p>A task has one number to say it with: the cause of most of its losses, and how many offsets all in all.
 */
public final class LostOffsetsMetric implements CustomMetric {
    static final String NAME = "kasparLostOffsets";
    private static final int CAUSE_SHIFT = 56;
    private static final long MOST = (1L << CAUSE_SHIFT) - 1;
    private static final List<DataLoss> CAUSES = List.of(DataLoss.values());

    /** The counts as one number. */
    static long encoded(Map<DataLoss, Long> counts) {
        long total = 0;
        long most = 0;
        long cause = 0;
        for (int index = 0; index < CAUSES.size(); index++) {
            long count = counts.getOrDefault(CAUSES.get(index), 0L);
            total += count;
            if (count > most) {
                most = count;
                cause = index;
            }
        }
        return cause << CAUSE_SHIFT | Math.min(MOST, total);
    }

    /** How many offsets all in all, of one task's number or the sum of many. */
    public static long total(long taskMetrics) {
        return taskMetrics & MOST;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return "offsets lost";
    }

    @Override
    public String aggregateTaskMetrics(long[] taskMetrics) {
        Map<DataLoss, Long> totals = new EnumMap<>(DataLoss.class);
        for (long encoded : taskMetrics) {
            if (encoded != 0) {
                totals.merge(CAUSES.get((int) (encoded >>> CAUSE_SHIFT)), total(encoded), Long::sum);
            }
        }
        return totals.isEmpty()
                ? "0"
                : totals.entrySet().stream()
                        .map(entry -> entry.getValue() + ": " + entry.getKey().text())
                        .collect(Collectors.joining(", "));
    }
}
