package io.kaspar.reader.copy;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.directory.OffsetCheckpoint;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.segment.CompactionTraces;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a copied segment ends, found batch after batch. Missing offsets shorten nothing: a replica copies the holes that
 * compaction has left elsewhere. Only where a gap is before the last batch it may be that batch's own offset that is wrong.
 */
final class SegmentEnd {
    private final CopiedDirectory directory;
    private final SegmentListing listing;
    private final long segmentBaseOffset;
    private long nextOffset;
    private long lastBatchOffset;
    private long offsetBefore;
    private boolean isAnyBefore;
    private boolean isAny;
    private boolean isCompacted;

    SegmentEnd(CopiedDirectory directory, SegmentListing listing, long segmentBaseOffset) {
        this.directory = directory;
        this.listing = listing;
        this.segmentBaseOffset = segmentBaseOffset;
        nextOffset = segmentBaseOffset;
    }

    /** Goes on to a batch that checks out. */
    void add(RecordBatchView recordBatch) {
        isCompacted |= isAfterGap() || !recordBatch.isDense();
        isAnyBefore = isAny;
        isAny = true;
        offsetBefore = nextOffset;
        lastBatchOffset = recordBatch.baseOffset();
        nextOffset = recordBatch.nextOffset();
    }

    private boolean isAfterGap() {
        return isAny && lastBatchOffset > offsetBefore;
    }

    /** Behind the batches so far. */
    long nextOffset() {
        return nextOffset;
    }

    /**
     * Behind the last batch whose offset can be believed; empty when there is no batch.
     *
     * @param skipped gets a line when the last one's cannot
     */
    OptionalLong find(List<String> skipped) throws IOException {
        if (!isAny) {
            return OptionalLong.empty();
        }
        if (isAfterGap() && isAnyBefore && isFlippedBit()) {
            skipped.add(directory.path() + ": the last record batch says that it begins at offset " + lastBatchOffset
                    + ", where offset " + offsetBefore
                    + " was expected; one bit makes the difference, and compaction has"
                    + " left no traces; it is not read");
            return OptionalLong.of(offsetBefore);
        }
        return OptionalLong.of(nextOffset);
    }

    /** Whether one flipped bit explains the gap before the last batch, and nothing else does. */
    private boolean isFlippedBit() throws IOException {
        OptionalLong following = listing.after(segmentBaseOffset);
        if (following.isPresent()) {
            return nextOffset > following.getAsLong();
        }
        return Long.bitCount(lastBatchOffset ^ offsetBefore) == 1
                && lastBatchOffset > directory.cleanedOffset()
                && !isWitnessed()
                && !isCompacted
                && !isCompactedBefore();
    }

    private boolean isWitnessed() throws IOException {
        for (OffsetCheckpoint checkpoint : List.of(OffsetCheckpoint.HIGH_WATERMARK, OffsetCheckpoint.RECOVERY_POINT)) {
            if (checkpoint.read(directory.path()).equals(OptionalLong.of(nextOffset))) {
                return true;
            }
        }
        return false;
    }

    private boolean isCompactedBefore() throws IOException {
        OptionalLong before = listing.before(segmentBaseOffset);
        return before.isPresent() && new CompactionTraces(directory, listing).areIn(before.getAsLong());
    }
}
