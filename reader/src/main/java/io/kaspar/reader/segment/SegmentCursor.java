package io.kaspar.reader.segment;

import static io.kaspar.reader.batch.RecordBatchLayout.BASE_OFFSET_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.COMMON_LENGTH;
import static io.kaspar.reader.batch.RecordBatchLayout.LENGTH_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.MAGIC_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.UNCOUNTED_LENGTH;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import java.io.Closeable;
import java.io.IOException;

/**
 * Moves over the record batches of one segment file. Reads only headers as long as nobody loads a batch; checks each before it
 * shows it. Owns the file.
 */
public final class SegmentCursor implements Closeable {
    // Far above any broker's message.max.bytes: a larger size is a broken one, and is not to be allocated.
    private static final int MAX_BATCH_LENGTH = 256 << 20;
    // Shorter batches are read along with the header: one large read costs less than many small ones.
    private static final int MIN_SKIPPED_LENGTH = 1 << 12;

    private final SegmentFile file;
    private final String source;
    private final long segmentBaseOffset;
    private final boolean checkCrcs;
    private final ReadAheadBuffer buffer;
    private final RecordBatchView recordBatch = new RecordBatchView();

    private long batchPosition;
    private long nextPosition;
    private long nextOffset;
    private long knownLength;
    private boolean readsAhead = true;
    private boolean isLoaded;
    private boolean followsTheOneBefore;
    private boolean isFollowed;
    private long positionBefore;
    private boolean isCheckedBefore = true;

    public SegmentCursor(SegmentFile file, long segmentBaseOffset, boolean checkCrcs, ReadAheadBuffer buffer) {
        this.file = file;
        this.source = file.path().toString();
        this.segmentBaseOffset = segmentBaseOffset;
        this.checkCrcs = checkCrcs;
        this.buffer = buffer;
        this.nextOffset = segmentBaseOffset;
        buffer.clear();
    }

    long segmentBaseOffset() {
        return segmentBaseOffset;
    }

    long bytesRead() {
        return file.bytesRead();
    }

    public RecordBatchView current() {
        return recordBatch;
    }

    /**
     * Goes on at a position if a record batch begins there that is not after the offset; otherwise stays at the beginning of
     * the file.
     */
    void tryPosition(long position, long offset) throws IOException {
        if (position <= 0 || position >= file.length()) {
            return;
        }
        nextPosition = position;
        try {
            boolean usable = next() && recordBatch.baseOffset() <= offset;
            if (usable) {
                load();
            }
            nextPosition = usable ? position : 0;
        } catch (CorruptSegmentException | OldFormatException e) {
            nextPosition = 0; // the index was wrong; what the segment itself is like shows when it is read
        }
        nextOffset = segmentBaseOffset;
    }

    /**
     * Moves to the next record batch, of which no more than the header need be in memory.
     *
     * @return false at the end of the file, or where zeros begin that were reserved for later writes
     */
    public boolean next() throws IOException {
        int available = buffer.require(file, nextPosition, RecordBatchLayout.HEADER_LENGTH, readsAhead);
        if (available == 0 || isUnwritten(Math.min(available, COMMON_LENGTH))) {
            return false;
        }
        if (available < COMMON_LENGTH) {
            throw endsWithinBatch();
        }
        int length = checkedLength();
        if (available < RecordBatchLayout.HEADER_LENGTH) {
            throw endsWithinBatch();
        }
        recordBatch.wrap(buffer.bytes(), buffer.index(nextPosition), source, nextPosition);
        recordBatch.checkHeader();
        checkOffsets();
        followsTheOneBefore = recordBatch.baseOffset() == nextOffset;
        readsAhead = length < MIN_SKIPPED_LENGTH;
        isCheckedBefore = nextPosition == 0 || isLoaded;
        positionBefore = batchPosition;
        isLoaded = false;
        isFollowed = false;
        batchPosition = nextPosition;
        nextPosition += length;
        nextOffset = recordBatch.nextOffset();
        return true;
    }

    /** Has all of the current batch in memory, and checks it. */
    public void load() throws IOException {
        if (isLoaded) {
            return;
        }
        int length = recordBatch.sizeInBytes();
        int available = buffer.require(file, batchPosition, length + COMMON_LENGTH, true);
        if (available < length) {
            throw endsWithinBatch();
        }
        recordBatch.wrap(buffer.bytes(), buffer.index(batchPosition), source, batchPosition);
        if (checkCrcs) {
            recordBatch.checkCrc();
        }
        checkFollowing(available - length);
        isLoaded = true;
        readsAhead = true;
    }

    private boolean isUnwritten(int length) {
        int start = buffer.index(nextPosition);
        for (int index = start; index < start + length; index++) {
            if (buffer.bytes()[index] != 0) {
                return false;
            }
        }
        return true;
    }

    private int checkedLength() throws IOException {
        int start = buffer.index(nextPosition);
        byte magic = buffer.bytes()[start + MAGIC_POSITION];
        if (magic == 0 || magic == 1) {
            throw new OldFormatException(source, nextPosition, magic);
        }
        long length = (long) BigEndian.int32(buffer.bytes(), start + LENGTH_POSITION) + UNCOUNTED_LENGTH;
        if (length < RecordBatchLayout.HEADER_LENGTH || length > Math.min(remaining(length), MAX_BATCH_LENGTH)) {
            throw corrupt("record batch at offset " + BigEndian.int64(buffer.bytes(), start + BASE_OFFSET_POSITION)
                    + ": a size of " + length + " bytes found, " + RecordBatchLayout.HEADER_LENGTH + " to "
                    + Math.min(remaining(length), MAX_BATCH_LENGTH) + " expected");
        }
        return (int) length;
    }

    /** Bytes from the next position to the file's end, which is looked for again only when there seem to be too few. */
    private long remaining(long wanted) throws IOException {
        if (wanted > knownLength - nextPosition) {
            knownLength = file.length();
        }
        return knownLength - nextPosition;
    }

    /** The checksum does not cover the base offset, so it is compared with the batches around: here the one before. */
    private void checkOffsets() throws CorruptSegmentException {
        if (recordBatch.baseOffset() < nextOffset || recordBatch.lastOffset() - segmentBaseOffset > Integer.MAX_VALUE) {
            throw recordBatch.corrupt(
                    "a base offset from " + nextOffset + " on expected, in the segment of " + segmentBaseOffset);
        }
    }

    /** As {@link #checkOffsets}, with the batch after it, as far as it is in memory. */
    private void checkFollowing(int available) throws CorruptSegmentException {
        // Where the batches before say the same offset, it is the one after it that is wrong, and that shows when it is
        // read.
        if (available < COMMON_LENGTH || followsTheOneBefore) {
            return;
        }
        int following = recordBatch.position() + recordBatch.sizeInBytes();
        boolean written = BigEndian.int32(buffer.bytes(), following + LENGTH_POSITION) != 0;
        long followingOffset = BigEndian.int64(buffer.bytes(), following + BASE_OFFSET_POSITION);
        isFollowed = written;
        if (written && followingOffset < recordBatch.nextOffset()) {
            throw recordBatch.corrupt("it ends at offset " + recordBatch.lastOffset()
                    + ", but the record batch after it begins at offset " + followingOffset);
        }
    }

    /** Whether offsets are missing between the current batch and the one before it, or the segment's beginning. */
    boolean isAfterGap() {
        return !followsTheOneBefore;
    }

    /** Whether a batch comes after the current one, which is loaded and after a gap, and begins where that one has ended. */
    boolean isFollowed() {
        return isFollowed;
    }

    /** Compares the current batch and the one before it with their checksums, whether or not that is done anyway. */
    void requireChecksums() throws IOException {
        load();
        if (!checkCrcs) {
            recordBatch.checkCrc();
        }
        if (batchPosition == 0 || (isCheckedBefore && checkCrcs)) {
            return;
        }
        byte[] before = new byte[Math.toIntExact(batchPosition - positionBefore)];
        file.readFully(positionBefore, before, 0, before.length);
        RecordBatchView recordBatchBefore = new RecordBatchView();
        recordBatchBefore.wrap(before, 0, source, positionBefore);
        recordBatchBefore.checkCrc();
    }

    /** Whether the bytes at the end of the file were reserved but not written. */
    public boolean hasUnwrittenEnd() throws IOException {
        return nextPosition < file.length();
    }

    /** The error for a segment that lacks its last offsets. */
    CorruptSegmentException endsTooEarly(long missingOffset, long nextSegment) {
        return corrupt("the segment ends here, but the next one begins at offset " + nextSegment + " and offset "
                + missingOffset + " is in neither");
    }

    private CorruptSegmentException endsWithinBatch() throws IOException {
        return corrupt("the file ends at byte " + file.length() + ", within a record batch");
    }

    private CorruptSegmentException corrupt(String problem) {
        return new CorruptSegmentException(source, nextPosition, problem);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
