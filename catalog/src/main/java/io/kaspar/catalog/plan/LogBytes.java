package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import java.util.Map;

/**
 * How much of a topic's logs a scan reads at most, as they lie on disk.
 *
 * @param bytes in proportion to the offsets that are read
 * @param offsets that are read
 * @param isGuess whether the size of a log is not known, so that so many offsets were counted with a width that is a guess
 */
public record LogBytes(long bytes, long offsets, boolean isGuess) {
    /** A guess, where brokers do not tell how large a log is. */
    static final double BYTES_PER_OFFSET = 100;

    /** Of nothing that is read. */
    public static final LogBytes NOTHING = new LogBytes(0, 0, false);

    /** Of what is planned to be read; of a limited number of rows for each task, where the query has a limit. */
    public static LogBytes of(ScanPlan plan, ScanDemand demand) {
        double bytes = 0;
        double offsets = 0;
        boolean isGuess = false;
        for (Map.Entry<Integer, Double> partition : plan.mostRows(demand).entrySet()) {
            offsets += partition.getValue();
            bytes += partition.getValue() * bytesPerOffset(partition.getKey(), plan.storage(), plan.snapshot());
            isGuess |= !plan.storage().bytes().containsKey(partition.getKey());
        }
        return new LogBytes((long) bytes, (long) offsets, isGuess);
    }

    /** What an offset of a partition takes on average. */
    static double bytesPerOffset(int partition, TopicReplicas storage, TopicSnapshot snapshot) {
        Long bytes = storage.bytes().get(partition);
        return bytes == null
                ? BYTES_PER_OFFSET
                : (double) bytes / Math.max(1, snapshot.range(partition).offsetCount());
    }

    /** Of both. */
    public LogBytes plus(LogBytes other) {
        return new LogBytes(bytes + other.bytes, offsets + other.offsets, isGuess || other.isGuess);
    }
}
