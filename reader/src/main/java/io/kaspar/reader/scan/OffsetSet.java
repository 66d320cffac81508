package io.kaspar.reader.scan;

import io.kaspar.reader.log.OffsetRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some offsets of a partition: a bit for each offset, in pages that are made where there are some. Not thread-safe. */
final class OffsetSet {
    private static final int PAGE_BITS = 12;
    private static final int PAGE_OFFSETS = 1 << PAGE_BITS;

    /** Pages beyond each other that are told apart; what lies between more is read and left out. */
    private static final int MOST_RANGES = 10_000;

    private final Map<Long, long[]> pages = new HashMap<>();
    private long pageNumber = -1;
    private long[] page = {};
    private long size;

    /** @param offset that is not in it yet */
    void add(long offset) {
        moveTo(offset);
        if (page.length == 0) {
            page = new long[PAGE_OFFSETS / Long.SIZE];
            pages.put(pageNumber, page);
        }
        page[word(offset)] |= 1L << offset;
        size++;
    }

    boolean contains(long offset) {
        moveTo(offset);
        return page.length > 0 && (page[word(offset)] & (1L << offset)) != 0;
    }

    /** The page of an offset is kept at hand: the next one is most often in it, too. */
    private void moveTo(long offset) {
        long number = offset >> PAGE_BITS;
        if (number != pageNumber) {
            pageNumber = number;
            long[] found = pages.get(number);
            page = found == null ? new long[0] : found;
        }
    }

    private static int word(long offset) {
        return (int) (offset & (PAGE_OFFSETS - 1)) / Long.SIZE;
    }

    /** How many there are. */
    long size() {
        return size;
    }

    /** Ranges in ascending order that hold all of them and not too much else, as far as they are within another range. */
    List<OffsetRange> ranges(OffsetRange within) {
        List<OffsetRange> ranges = new ArrayList<>();
        for (long number :
                pages.keySet().stream().sorted(Comparator.naturalOrder()).toList()) {
            long start = Math.max(within.startOffset(), number << PAGE_BITS);
            long end = Math.min(within.endOffset(), (number + 1) << PAGE_BITS);
            if (start < end) {
                int last = ranges.size() - 1;
                if (last >= 0 && (ranges.get(last).endOffset() == start || ranges.size() == MOST_RANGES)) {
                    ranges.set(last, new OffsetRange(ranges.get(last).startOffset(), end));
                } else {
                    ranges.add(new OffsetRange(start, end));
                }
            }
        }
        return ranges;
    }
}
