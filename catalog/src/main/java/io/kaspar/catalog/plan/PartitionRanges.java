package io.kaspar.catalog.plan;

import io.kaspar.reader.log.KeySet;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What is read of one partition.
 *
 * @param ranges in ascending order
 * @param keys of which keys the records there are read
 */
public record PartitionRanges(int partition, List<TimedRange> ranges, KeySet keys) {
    public PartitionRanges {
        ranges = List.copyOf(ranges);
    }

    /** Whatever the keys. */
    public PartitionRanges(int partition, List<TimedRange> ranges) {
        this(partition, ranges, KeySet.ALL);
    }

    /** Other ranges of the same. */
    PartitionRanges of(List<TimedRange> others) {
        return new PartitionRanges(partition, others, keys);
    }

    /** How many offsets there are; an upper bound of the records. */
    long offsetCount() {
        return ranges.stream().mapToLong(range -> range.offsets().offsetCount()).sum();
    }

    /**
     * The same in several parts of as many offsets each, give or take one.
     *
     * @param count 1 or more; there are no more parts than offsets
     */
    List<PartitionRanges> cut(long count) {
        long offsetCount = offsetCount();
        long parts = Math.max(1, Math.min(count, offsetCount));
        List<PartitionRanges> cut = new ArrayList<>();
        Knife knife = new Knife(ranges);
        for (long part = 0; part < parts; part++) {
            // no overflow: the larger parts come first
            cut.add(of(knife.next(offsetCount / parts + (part < offsetCount % parts ? 1 : 0))));
        }
        return cut;
    }

    /** Takes offsets off the front of ranges. */
    private static final class Knife {
        private final List<TimedRange> ranges;
        private int index;
        private long taken;

        Knife(List<TimedRange> ranges) {
            this.ranges = ranges;
        }

        List<TimedRange> next(long offsetCount) {
            List<TimedRange> slices = new ArrayList<>();
            long missing = offsetCount;
            while (missing > 0) {
                TimedRange range = ranges.get(index);
                long start = range.offsets().startOffset() + taken;
                long length = Math.min(missing, range.offsets().endOffset() - start);
                slices.add(range.withOffsets(start, start + length));
                missing -= length;
                taken += length;
                if (start + length == range.offsets().endOffset()) {
                    index++;
                    taken = 0;
                }
            }
            return slices;
        }
    }
}
