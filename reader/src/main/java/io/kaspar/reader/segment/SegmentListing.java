package io.kaspar.reader.segment;

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
