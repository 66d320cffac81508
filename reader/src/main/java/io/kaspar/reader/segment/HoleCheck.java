package io.kaspar.reader.segment;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.directory.SegmentListing;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Tells the holes that compaction leaves in a log from offsets that were lost or are wrong: no checksum covers a record batch's
 * base offset, and none a segment that is not there.
 *
 * <p>Before the offset in {@code cleaner-offset-checkpoint} every gap is a hole. But a replica also has holes that it copied
 * from its leader, of which that file says nothing. So behind it the log itself is asked, see docs/decisions/0012-holes.md. Not thread-safe.
 */
final class HoleCheck {
    private final PartitionDirectory directory;
    private final OptionalLong plannedEnd;
    private long cleanedOffset;
    private boolean isCheckpointRead;

    /** @param plannedEnd where a batch of the log ends, as its leader or its copies told; empty when nobody did */
    HoleCheck(PartitionDirectory directory, OptionalLong plannedEnd) {
        this.directory = directory;
        this.plannedEnd = plannedEnd;
    }

    /** The first offset that compaction has not reached here, as far as is known so far; for messages. */
    long cleanedOffset() {
        return cleanedOffset;
    }

    /** Lets the checkpoint be read again when it is needed: compaction goes on. */
    void forgetCheckpoint() {
        isCheckpointRead = false;
    }

    /**
     * Whether the gap before a segment's current record batch is a hole. One wrong base offset makes no gap between two batches
     * that check out: it would reach into the batch behind it. So a gap with a batch on either side is compaction's, and so is one
     * before the last batch where that ends as the leader said.
     *
     * @throws io.kaspar.reader.bytes.CorruptSegmentException when a batch beside it does not check out
     */
    boolean isBefore(SegmentCursor segment) throws IOException {
        long offset = segment.current().baseOffset();
        return isCleanedBefore(offset) || hasWitness(segment) || isCleanedByNow(offset);
    }

    private boolean hasWitness(SegmentCursor segment) throws IOException {
        segment.requireChecksums();
        long endOffset = segment.current().nextOffset();
        if (segment.isFollowed()) {
            return true;
        }
        if (directory.hasCheckedEnd()) {
            return endOffset <= plannedEnd.orElse(Long.MAX_VALUE);
        }
        OptionalLong following = directory.settledListing().after(segment.segmentBaseOffset());
        return following.isPresent()
                ? endOffset <= following.getAsLong()
                : plannedEnd.isPresent() && plannedEnd.getAsLong() == endOffset;
    }

    /**
     * Whether the gap between two segments is a hole. A segment that went away leaves the same gap; but compaction leaves its
     * traces in the segments beside it as well.
     *
     * @param baseOffset of the segment before it
     * @param firstMissing offset behind that segment's last batch
     * @param nextSegment base offset of the segment behind it
     */
    boolean isBetween(SegmentListing listing, long baseOffset, long firstMissing, long nextSegment) throws IOException {
        return isCleanedBefore(nextSegment)
                || (!lacksLog(listing, firstMissing, nextSegment)
                        && hasTraces(listing, baseOffset, firstMissing, nextSegment))
                || isCleanedByNow(nextSegment);
    }

    private boolean hasTraces(SegmentListing listing, long baseOffset, long firstMissing, long nextSegment)
            throws IOException {
        CompactionTraces traces = new CompactionTraces(directory, listing);
        return traces.areIn(nextSegment) || (!isCleanedInto(firstMissing) && traces.areIn(baseOffset));
    }

    /** Whether an index lies there without its segment: then the segment was lost. */
    private static boolean lacksLog(SegmentListing listing, long firstMissing, long nextSegment) {
        return !listing.offsetIndexes().subSet(firstMissing, nextSegment).isEmpty();
    }

    /** Whether compaction ended within the gap: from there on, what is missing is not its doing, unless it was copied so. */
    private boolean isCleanedInto(long firstMissing) {
        return cleanedOffset >= firstMissing && cleanedOffset > 0;
    }

    private boolean isCleanedBefore(long offset) throws IOException {
        if (offset > cleanedOffset && !isCheckpointRead) {
            cleanedOffset = directory.cleanedOffset();
            isCheckpointRead = true;
        }
        return offset <= cleanedOffset;
    }

    private boolean isCleanedByNow(long offset) throws IOException {
        forgetCheckpoint();
        return isCleanedBefore(offset);
    }
}
