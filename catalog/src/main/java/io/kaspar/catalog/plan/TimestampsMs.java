package io.kaspar.catalog.plan;

import io.kaspar.catalog.predicate.LongSet;
import io.kaspar.reader.log.TimestampRanges;
import java.util.ArrayList;
import java.util.List;

/** Turns timestamps as Spark sees them into timestamps as Kafka keeps them. */
final class TimestampsMs {
    private static final int MICROS_PER_MS = 1000;
    /** What Spark shows of this time and of all before it is the same. */
    private static final long FIRST_MS = Long.MIN_VALUE / MICROS_PER_MS;
    /** What Spark shows of this time and of all after it is the same. */
    private static final long LAST_MS = Long.MAX_VALUE / MICROS_PER_MS;

    private TimestampsMs() {}

    /** The timestamps in milliseconds that the column {@code _timestamp} shows as one of these. */
    static TimestampRanges shownAs(LongSet micros) {
        List<TimestampRanges.Range> ranges = new ArrayList<>();
        for (LongSet.Range range : micros.ranges()) {
            // Math.ceilDiv is not in Java 17
            long first = Math.max(FIRST_MS, -Math.floorDiv(-Math.max(range.first(), -Long.MAX_VALUE), MICROS_PER_MS));
            long last = Math.min(LAST_MS, Math.floorDiv(range.last(), MICROS_PER_MS));
            if (first <= last) {
                add(
                        ranges,
                        new TimestampRanges.Range(
                                first == FIRST_MS ? Long.MIN_VALUE : first, last == LAST_MS ? Long.MAX_VALUE : last));
            }
        }
        return new TimestampRanges(ranges);
    }

    /** Holes of less than a millisecond close. */
    private static void add(List<TimestampRanges.Range> ranges, TimestampRanges.Range next) {
        TimestampRanges.Range before = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
        if (before != null && before.lastMs() >= next.firstMs() - 1) {
            ranges.set(ranges.size() - 1, new TimestampRanges.Range(before.firstMs(), next.lastMs()));
        } else {
            ranges.add(next);
        }
    }
}
