package io.kaspar.reader.segment;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.LogFileName;
import io.kaspar.reader.directory.NotReadableException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.directory.SegmentListing;
import io.kaspar.reader.log.OffsetRange;
import java.io.EOFException;
import java.io.IOException;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Record batches of a range from the segment files of a partition's directory.
 *
 * <p>Reads ahead in large pieces into one buffer. Ends by the range, never by the length of a file. {@link #next} throws what
 * says why the files cannot serve the range: {@link RangeNotHeldException}, {@link
 * io.kaspar.reader.batch.OldFormatException}, {@link FilesChangedException}, {@link NotReadableException}, {@link
 * io.kaspar.reader.bytes.CorruptSegmentException}. After each of them everything before {@link #nextOffset} was given, and
 * another source may go on from there.
 */
public final class SegmentRecordBatchSource implements RecordBatchSource {
    // Times that a segment is opened in vain because the broker changes files, before somebody else is asked.
    private static final int MAX_VAIN_OPENINGS = 10;

    private final PartitionDirectory directory;
    private final OffsetRange range;
    private final boolean checkCrcs;
    private final HoleCheck holes;
    private final ReadAheadBuffer buffer = new ReadAheadBuffer();

    private @Nullable SegmentCursor segment;
    private SegmentListing listing = SegmentListing.EMPTY;
    private @Nullable SegmentListing listingAtEnd;
    private OptionalLong segmentEnd = OptionalLong.empty();
    private boolean segmentGaveNothing = true;
    private int vainOpenings;

    private long nextOffset;
    private long bytesReadBefore;
    private long segmentsOpened;

    /**
     * A source for one range; opens nothing yet.
     *
     * @param checkCrcs whether each batch is compared with its CRC-32C
     */
    public SegmentRecordBatchSource(PartitionDirectory directory, OffsetRange range, boolean checkCrcs) {
        this(directory, range, checkCrcs, OptionalLong.empty());
    }

    /**
     * As the other; knows where the log ended for its leader, so that its last batch is believed though no other follows it.
     *
     * @param plannedEnd offset behind a batch of the log
     */
    public SegmentRecordBatchSource(
            PartitionDirectory directory, OffsetRange range, boolean checkCrcs, OptionalLong plannedEnd) {
        this.directory = directory;
        this.range = range;
        this.checkCrcs = checkCrcs;
        this.holes = new HoleCheck(directory, plannedEnd);
        this.nextOffset = range.startOffset();
    }

    @Override
    public boolean next() throws IOException {
        while (nextOffset < range.endOffset()) {
            SegmentCursor open = segment == null ? openSegment() : segment;
            if (!open.next()) {
                leaveSegment(open);
                continue;
            }
            RecordBatchView recordBatch = open.current();
            checkSegmentEnd(recordBatch);
            checkGap(open);
            if (recordBatch.baseOffset() >= range.endOffset()) {
                nextOffset = range.endOffset();
            } else if (recordBatch.nextOffset() > nextOffset) {
                nextOffset = recordBatch.nextOffset();
                segmentGaveNothing = false;
                vainOpenings = 0;
                return true;
            } else {
                open.load(); // is passed over only when its checksum says that it really ends before the range
            }
        }
        return false;
    }

    private SegmentCursor openSegment() throws IOException {
        while (true) {
            try {
                return tryOpenSegment();
            } catch (FilesChangedException e) {
                if (++vainOpenings >= MAX_VAIN_OPENINGS) {
                    throw e;
                }
            }
        }
    }

    private SegmentCursor tryOpenSegment() throws IOException {
        listing = listingAtEnd == null ? directory.settledListing() : listingAtEnd;
        listingAtEnd = null;
        if (listing.baseOffsets().isEmpty()) {
            throw RangeNotHeldException.empty(directory.path(), range);
        }
        long baseOffset = listing.holding(nextOffset)
                .orElseThrow(() -> RangeNotHeldException.startsLater(
                        directory.path(), range, listing.baseOffsets().first()));
        SegmentFile file = directory.open(baseOffset, LogFileName.LOG);
        SegmentCursor opened = new SegmentCursor(file, baseOffset, checkCrcs, buffer);
        segment = opened;
        segmentEnd = listing.after(baseOffset);
        segmentGaveNothing = true;
        holes.forgetCheckpoint();
        segmentsOpened++;
        opened.tryPosition(indexedPosition(baseOffset), nextOffset);
        return opened;
    }

    private long indexedPosition(long baseOffset) throws IOException {
        if (nextOffset == baseOffset) {
            return 0;
        }
        try (OffsetIndexFile index =
                new OffsetIndexFile(directory.openHint(baseOffset, LogFileName.OFFSET_INDEX), baseOffset)) {
            return index.positionFor(nextOffset);
        } catch (FilesChangedException | NotReadableException | EOFException e) {
            return 0; // without its index a segment is read from its beginning
        }
    }

    /**
     * At the end of a segment. Compaction leaves holes, also at ends of segments; but an offset counts as one only when a
     * whole look at an unchanged directory showed nothing for it, because compaction also replaces several files by one
     * while they are read here.
     */
    private void leaveSegment(SegmentCursor left) throws IOException {
        // Where no offset is missing, the next name leads to the next offset, whatever the broker does meanwhile.
        // A look at the directory for each of many segments would cost more than reading them.
        boolean continues = !segmentGaveNothing && segmentEnd.equals(OptionalLong.of(nextOffset));
        SegmentListing now = continues ? listing : directory.settledListing();
        OptionalLong following = now.after(left.segmentBaseOffset());
        if (segmentGaveNothing && now.equals(listing)) {
            long nextSegment =
                    following.orElseThrow(() -> RangeNotHeldException.endsEarlier(directory.path(), range, nextOffset));
            if (left.hasUnwrittenEnd() || !holes.isBetween(now, left.segmentBaseOffset(), nextOffset, nextSegment)) {
                refuseIfBeingCompacted();
                throw left.endsTooEarly(nextOffset, nextSegment);
            }
            nextOffset = nextSegment;
        } else if (segmentGaveNothing && ++vainOpenings >= MAX_VAIN_OPENINGS) {
            throw new FilesChangedException(directory.path(), "kept changing while its segments were read");
        }
        closeSegment();
        listingAtEnd = now;
    }

    /** Neither the checksum nor anything else covers a batch's base offset; but a gap that is no hole tells. */
    private void checkGap(SegmentCursor open) throws IOException {
        RecordBatchView recordBatch = open.current();
        if (recordBatch.baseOffset() > nextOffset && !holes.isBefore(open)) {
            refuseIfBeingCompacted();
            throw recordBatch.corrupt("offset " + nextOffset
                    + " expected, or a later one where compaction has been, before " + holes.cleanedOffset());
        }
    }

    /** Compaction leaves its gaps before it says how far it has come. */
    private void refuseIfBeingCompacted() throws IOException {
        if (directory.isBeingCompacted()) {
            throw new FilesChangedException(directory.path(), "lacks offsets while it is being compacted");
        }
    }

    /** The checksum does not cover a batch's base offset, so it is compared with the next segment's. */
    private void checkSegmentEnd(RecordBatchView recordBatch) throws IOException {
        if (segmentEnd.isEmpty() || recordBatch.nextOffset() <= segmentEnd.getAsLong()) {
            return;
        }
        // The file may be one that replaced several between listing and opening.
        segmentEnd =
                directory.settledListing().after(Objects.requireNonNull(segment).segmentBaseOffset());
        if (segmentEnd.isPresent() && recordBatch.nextOffset() > segmentEnd.getAsLong()) {
            throw recordBatch.corrupt("it ends at offset " + recordBatch.lastOffset()
                    + ", but the next segment begins at offset " + segmentEnd.getAsLong());
        }
    }

    @Override
    public void load() throws IOException {
        Objects.requireNonNull(segment, "next() comes first").load();
    }

    @Override
    public RecordBatchView current() {
        return Objects.requireNonNull(segment, "next() comes first").current();
    }

    /** The first offset of the range that was not given yet. */
    public long nextOffset() {
        return Math.min(nextOffset, range.endOffset());
    }

    /** Bytes read from {@code .log} files so far, those read ahead included. */
    public long bytesRead() {
        return bytesReadBefore + (segment == null ? 0 : segment.bytesRead());
    }

    /** Segment files opened so far. */
    public long segmentsOpened() {
        return segmentsOpened;
    }

    private void closeSegment() throws IOException {
        if (segment != null) {
            bytesReadBefore += segment.bytesRead();
            segment.close();
            segment = null;
        }
    }

    @Override
    public void close() throws IOException {
        closeSegment();
    }
}
