package io.kaspar.reader.log;

import java.io.Serializable;
import java.util.List;

/**
 * A set of record timestamps in milliseconds, as sorted closed ranges that do not touch. Kafka's -1, for none, is a number
 * like the others.
 */
public record TimestampRanges(List<Range> ranges) implements Serializable {
    /** Every timestamp. */
    public static final TimestampRanges ALL = new TimestampRanges(List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE)));

    /** @throws IllegalArgumentException when the ranges are not sorted, or touch each other */
    public TimestampRanges {
        ranges = List.copyOf(ranges);
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i - 1).lastMs() >= ranges.get(i).firstMs() - 1) {
                throw new IllegalArgumentException("ranges of timestamps are not in order, or touch: " + ranges);
            }
        }
    }

    /** Whether it leaves nothing out. */
    public boolean isAll() {
        return equals(ALL);
    }

    public boolean contains(long timestampMs) {
        for (Range range : ranges) {
            if (timestampMs <= range.lastMs()) {
                return timestampMs >= range.firstMs();
            }
        }
        return false;
    }

    /** The smallest timestamp in the set; {@link Long#MAX_VALUE} for the empty one. */
    public long firstMs() {
        return ranges.isEmpty() ? Long.MAX_VALUE : ranges.get(0).firstMs();
    }

    /**
     * Timestamps next to each other.
     *
     * @param firstMs the first of them
     * @param lastMs the last of them, not before the first
     */
    public record Range(long firstMs, long lastMs) implements Serializable {
        public Range {
            if (firstMs > lastMs) {
                throw new IllegalArgumentException(
                        "a range of timestamps ends before it begins: " + firstMs + " to " + lastMs);
            }
        }
    }
}
