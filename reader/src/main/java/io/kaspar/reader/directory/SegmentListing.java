package io.kaspar.reader.directory;

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
public record SegmentListing(
        NavigableSet<Long> baseOffsets,
        NavigableSet<Long> transactionIndexes,
        NavigableSet<Long> offsetIndexes,
        boolean beingSwapped) {
    public static final SegmentListing EMPTY =
            new SegmentListing(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), false);

    public SegmentListing {
        baseOffsets = new TreeSet<>(baseOffsets);
        transactionIndexes = new TreeSet<>(transactionIndexes);
        offsetIndexes = new TreeSet<>(offsetIndexes);
    }

    /** @param names of the directory's files */
    public static SegmentListing of(List<String> names) {
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

    /** The same with other segments. */
    public SegmentListing withSegments(NavigableSet<Long> segments) {
        return new SegmentListing(segments, transactionIndexes, offsetIndexes, beingSwapped);
    }

    /** The segment that holds an offset, if any does. */
    public OptionalLong holding(long offset) {
        Long found = baseOffsets.floor(offset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The last segment before one. */
    public OptionalLong before(long baseOffset) {
        Long found = baseOffsets.lower(baseOffset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }

    /** The first segment after one. */
    public OptionalLong after(long baseOffset) {
        Long found = baseOffsets.higher(baseOffset);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found);
    }
}
