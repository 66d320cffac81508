package io.kaspar.catalog.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** A set of 64-bit numbers, as closed ranges in ascending order that do not touch. */
public record LongSet(List<Range> ranges) {
    static final LongSet NONE = new LongSet(List.of());
    static final LongSet ALL = new LongSet(List.of(new Range(Long.MIN_VALUE, Long.MAX_VALUE)));

    public LongSet {
        ranges = List.copyOf(ranges);
    }

    /**
     * Numbers next to each other.
     *
     * @param first the first of them
     * @param last the last of them, not before the first
     */
    public record Range(long first, long last) {
        public Range {
            if (first > last) {
                throw new IllegalArgumentException("not a range: " + first + " to " + last);
            }
        }

        /** Whether {@code next}, which starts no earlier, leaves no number out between the two. */
        private boolean reaches(Range next) {
            return last == Long.MAX_VALUE || next.first <= last + 1;
        }
    }

    static LongSet of(long number) {
        return new LongSet(List.of(new Range(number, number)));
    }

    static LongSet ofEach(long[] numbers) {
        return joined(Arrays.stream(numbers)
                .mapToObj(number -> new Range(number, number))
                .toList());
    }

    static LongSet atMost(long number) {
        return new LongSet(List.of(new Range(Long.MIN_VALUE, number)));
    }

    static LongSet atLeast(long number) {
        return new LongSet(List.of(new Range(number, Long.MAX_VALUE)));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(long number) {
        int low = 0;
        int high = ranges.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            Range range = ranges.get(middle);
            if (number < range.first) {
                high = middle - 1;
            } else if (number > range.last) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    LongSet intersect(LongSet other) {
        if (equals(ALL) || other.isEmpty()) {
            return other;
        }
        if (other.equals(ALL) || isEmpty()) {
            return this;
        }
        List<Range> common = new ArrayList<>();
        int left = 0;
        int right = 0;
        while (left < ranges.size() && right < other.ranges.size()) {
            Range mine = ranges.get(left);
            Range theirs = other.ranges.get(right);
            long first = Math.max(mine.first, theirs.first);
            long last = Math.min(mine.last, theirs.last);
            if (first <= last) {
                common.add(new Range(first, last));
            }
            if (mine.last < theirs.last) {
                left++;
            } else {
                right++;
            }
        }
        return new LongSet(common);
    }

    LongSet union(LongSet other) {
        if (isEmpty() || other.equals(ALL)) {
            return other;
        }
        if (other.isEmpty() || equals(ALL)) {
            return this;
        }
        List<Range> both = new ArrayList<>(ranges);
        both.addAll(other.ranges);
        return joined(both);
    }

    LongSet complement() {
        List<Range> holes = new ArrayList<>();
        long first = Long.MIN_VALUE;
        for (Range range : ranges) {
            if (first < range.first) {
                holes.add(new Range(first, range.first - 1));
            }
            if (range.last == Long.MAX_VALUE) {
                return new LongSet(holes);
            }
            first = range.last + 1;
        }
        holes.add(new Range(first, Long.MAX_VALUE));
        return new LongSet(holes);
    }

    private static LongSet joined(List<Range> unordered) {
        List<Range> sorted = new ArrayList<>(unordered);
        sorted.sort(Comparator.comparingLong(Range::first));
        List<Range> joined = new ArrayList<>();
        for (Range range : sorted) {
            Range before = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (before != null && before.reaches(range)) {
                joined.set(joined.size() - 1, new Range(before.first, Math.max(before.last, range.last)));
            } else {
                joined.add(range);
            }
        }
        return new LongSet(joined);
    }
}
