package io.kaspar.catalog.scan;

import io.kaspar.reader.bytes.OffsetRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Offsets of one partition, as ranges in ascending order with room between them. */
record OffsetSet(List<OffsetRange> ranges) {
    static final OffsetSet NONE = new OffsetSet(List.of());
    static final OffsetSet ALL = new OffsetSet(List.of(new OffsetRange(0, Long.MAX_VALUE)));

    /** From {@code startOffset} up to {@code endOffset}, excluded; what is below 0 is no offset. */
    static OffsetSet between(long startOffset, long endOffset) {
        long start = Math.max(startOffset, 0);
        return start >= endOffset ? NONE : new OffsetSet(List.of(new OffsetRange(start, endOffset)));
    }

    static OffsetSet below(long offset) {
        return between(0, offset);
    }

    static OffsetSet from(long offset) {
        return between(offset, Long.MAX_VALUE);
    }

    static OffsetSet of(long offset) {
        return offset == Long.MAX_VALUE ? NONE : between(offset, offset + 1);
    }

    static OffsetSet ofEach(long[] offsets) {
        return joined(Arrays.stream(offsets)
                .mapToObj(OffsetSet::of)
                .flatMap(set -> set.ranges.stream())
                .toList());
    }

    OffsetSet intersect(OffsetSet other) {
        List<OffsetRange> common = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < ranges.size() && right < other.ranges.size()) {
            OffsetRange mine = ranges.get(left);
            OffsetRange theirs = other.ranges.get(right);
            long start = Math.max(mine.startOffset(), theirs.startOffset());
            long end = Math.min(mine.endOffset(), theirs.endOffset());
            if (start < end) {
                common.add(new OffsetRange(start, end));
            }
            if (mine.endOffset() < theirs.endOffset()) {
                left++;
            } else {
                right++;
            }
        }
        return new OffsetSet(common);
    }

    OffsetSet union(OffsetSet other) {
        List<OffsetRange> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return joined(both);
    }

    OffsetSet complement() {
        List<OffsetRange> holes = new ArrayList<>();
        long start = 0;
        for (OffsetRange range : ranges) {
            if (start < range.startOffset()) {
                holes.add(new OffsetRange(start, range.startOffset()));
            }
            start = range.endOffset();
        }
        if (start < Long.MAX_VALUE) {
            holes.add(new OffsetRange(start, Long.MAX_VALUE));
        }
        return new OffsetSet(holes);
    }

    private static OffsetSet joined(List<OffsetRange> unordered) {
        List<OffsetRange> sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparingLong(OffsetRange::startOffset));
        List<OffsetRange> joined = new ArrayList<>();
        for (OffsetRange range : sorted) {
            OffsetRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && range.startOffset() <= last.endOffset()) {
                long end = Math.max(last.endOffset(), range.endOffset());
                joined.set(joined.size() - 1, new OffsetRange(last.startOffset(), end));
            } else {
                joined.add(range);
            }
        }
        return new OffsetSet(joined);
    }
}
