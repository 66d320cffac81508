package io.kaspar.reader.segment;

import java.util.List;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * The segments of a partition as its directory showed them at one moment.
 *
 * @param baseOffsets of the segments that have a {@code .log} file
 * @param transactionIndexes base offsets of the segments that have a {@code .txnindex}
 * @param offsetIndexes base offsets of the segments that have a {@code .index}, as each has that was not lost
 * @param beingSwapped whether compaction is just replacing segments, so that some of their files may be missing
 */
record SegmentListing(
        NavigableSet<Long> baseOffsets,
        NavigableSet<Long> transactionIndexes,
        NavigableSet<Long> offsetIndexes,
        boolean beingSwapped) {
    static final SegmentListing EMPTY = new SegmentListing(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), false);

    SegmentListing {
        baseOffsets = new TreeSet<>(baseOffsets);
        transactionIndexes = new TreeSet<>(transactionIndexes);
        offsetIndexes = new TreeSet<>(offsetIndexes);
    }

    /** @param names of the directory's files */
    static SegmentListing of(List<String> names) {
        NavigableSet<Long> baseOffsets = new TreeSet<>();
        NavigableSet<Long> transactionIndexes = new TreeSet<>();
        NavigableSet<Long> offsetIndexes = new TreeSet<>();
        boolean beingSwapped = false;
        for (String name : names) {
            if (LogFileName.is(name, LogFileName.LOG)) {
                baseOffsets.add(LogFileName.baseOffset(name));
            } else if (LogFileName.is(name, LogFileName.TRANSACTION_INDEX)) {
                transactionIndexes.add(LogFileName.baseOffset(name));
            } else if (LogFileName.is(name, LogFileName.OFFSET_INDEX)) {
                offsetIndexes.add(LogFileName.baseOffset(name));
            } else if (LogFileName.isSwap(name)) {
                beingSwapped = true;
            }
        }
        return new SegmentListing(baseOffsets, transactionIndexes, offsetIndexes, beingSwapped);
    }

    /** The segments when an interrupted swap is finished. */
    SegmentListing with(InterruptedSwap swap) {
        NavigableSet<Long> swapped = new TreeSet<>(baseOffsets);
        swap.finish(swapped);
        return new SegmentListing(swapped, transactionIndexes, offsetIndexes, beingSwapped);
    }

    /** The segment that holds an offset, if any does. */
    OptionalLong holding(long offset) {
        Long found = baseOffsets.floor(offset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The last segment before one. */
    OptionalLong before(long baseOffset) {
        Long found = baseOffsets.lower(baseOffset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The first segment after one. */
    OptionalLong after(long baseOffset) {
        Long found = baseOffsets.higher(baseOffset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }
}
