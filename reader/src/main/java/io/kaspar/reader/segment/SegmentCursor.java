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

/** Moves over the record batches of one segment file and checks each before it shows it. Owns the file. */
final class SegmentCursor implements Closeable {
    // Far above any broker's message.max.bytes: a larger size is a broken one, and is not to be allocated.
    private static final int MAX_BATCH_LENGTH = 256 << 20;

    private final SegmentFile file;
    private final String source;
    private final long segmentBaseOffset;
    private final boolean checkCrcs;
    private final ReadAheadBuffer buffer;
    private final RecordBatchView recordBatch = new RecordBatchView();

    private long nextPosition;
    private long nextOffset;

    SegmentCursor(SegmentFile file, long segmentBaseOffset, boolean checkCrcs, ReadAheadBuffer buffer) {
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

    RecordBatchView current() {
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
            nextPosition = usable ? position : 0;
        } catch (CorruptSegmentException | OldFormatException e) {
            nextPosition = 0; // the index was wrong; what the segment itself is like shows when it is read
        }
        nextOffset = segmentBaseOffset;
    }

    /**
     * Moves to the next record batch.
     *
     * @return false at the end of the file, or where zeros begin that were reserved for later writes
     */
    boolean next() throws IOException {
        int available = buffer.require(file, nextPosition, COMMON_LENGTH);
        if (available == 0 || isUnwritten(Math.min(available, COMMON_LENGTH))) {
            return false;
        }
        if (available < COMMON_LENGTH) {
            throw endsWithinBatch();
        }
        int length = checkedLength(available);
        available = buffer.require(file, nextPosition, length + COMMON_LENGTH);
        if (available < length) {
            throw endsWithinBatch();
        }
        recordBatch.wrap(buffer.bytes(), buffer.index(nextPosition), source, nextPosition);
        recordBatch.checkHeader();
        if (checkCrcs) {
            recordBatch.checkCrc();
        }
        checkOrder(available);
        nextPosition += length;
        nextOffset = recordBatch.nextOffset();
        return true;
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

    private int checkedLength(int available) throws IOException {
        int start = buffer.index(nextPosition);
        byte magic = buffer.bytes()[start + MAGIC_POSITION];
        if (magic == 0 || magic == 1) {
            throw new OldFormatException(source, nextPosition, magic);
        }
        long length = (long) BigEndian.int32(buffer.bytes(), start + LENGTH_POSITION) + UNCOUNTED_LENGTH;
        if (length >= RecordBatchLayout.HEADER_LENGTH && length <= available) {
            return (int) length;
        }
        long remaining = file.length() - nextPosition;
        if (length < RecordBatchLayout.HEADER_LENGTH || length > Math.min(remaining, MAX_BATCH_LENGTH)) {
            throw corrupt("record batch at offset " + BigEndian.int64(buffer.bytes(), start + BASE_OFFSET_POSITION)
                    + ": a size of " + length + " bytes found, " + RecordBatchLayout.HEADER_LENGTH + " to "
                    + Math.min(remaining, MAX_BATCH_LENGTH) + " expected");
        }
        return (int) length;
    }

    /** The checksum does not cover the base offset, so it is compared with the batches around. */
    private void checkOrder(int available) throws CorruptSegmentException {
        if (recordBatch.baseOffset() < nextOffset || recordBatch.lastOffset() - segmentBaseOffset > Integer.MAX_VALUE) {
            throw recordBatch.corrupt(
                    "a base offset from " + nextOffset + " on expected, in the segment of " + segmentBaseOffset);
        }
        int length = recordBatch.sizeInBytes();
        if (available - length < COMMON_LENGTH) {
            return;
        }
        int following = recordBatch.position() + length;
        boolean written = BigEndian.int32(buffer.bytes(), following + LENGTH_POSITION) != 0;
        long followingOffset = BigEndian.int64(buffer.bytes(), following + BASE_OFFSET_POSITION);
        if (written && followingOffset < recordBatch.nextOffset()) {
            throw recordBatch.corrupt("it ends at offset " + recordBatch.lastOffset()
                    + ", but the record batch after it begins at offset " + followingOffset);
        }
    }

    /** Whether the bytes at the end of the file were reserved but not written. */
    boolean hasUnwrittenEnd() throws IOException {
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
