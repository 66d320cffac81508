package io.kaspar.reader.segment;

import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.SegmentFile;
import java.io.Closeable;
import java.io.IOException;

/**
 * A segment's {@code .timeindex}: up to which offset all timestamps are at most so large.
 *
 * <p>Only a hint, like {@link OffsetIndexFile}. It tells nothing of the largest timestamp after an offset.
 */
final class TimeIndexFile implements Closeable {
    static final int TIMESTAMP_POSITION = 0; // int64, milliseconds
    static final int RELATIVE_OFFSET_POSITION = TIMESTAMP_POSITION + Long.BYTES; // int32
    static final int ENTRY_LENGTH = RELATIVE_OFFSET_POSITION + Integer.BYTES;

    private final SegmentFile file;
    private final long baseOffset;
    private final byte[] entry = new byte[ENTRY_LENGTH];

    TimeIndexFile(SegmentFile file, long baseOffset) {
        this.file = file;
        this.baseOffset = baseOffset;
    }

    /** An offset before which the segment has no record of this timestamp or a later one. */
    long offsetFor(long timestampMs) throws IOException {
        long slot = FloorSearch.floor(file.length() / ENTRY_LENGTH, timestampMs, this::timestamp);
        if (slot < 0) {
            return baseOffset;
        }
        timestamp(slot);
        return baseOffset + BigEndian.int32(entry, RELATIVE_OFFSET_POSITION);
    }

    private long timestamp(long slot) throws IOException {
        file.readFully(slot * ENTRY_LENGTH, entry, 0, ENTRY_LENGTH);
        int relativeOffset = BigEndian.int32(entry, RELATIVE_OFFSET_POSITION);
        // The broker fills files in use with zeros up to their largest size.
        return relativeOffset <= 0 && slot > 0 ? Long.MAX_VALUE : BigEndian.int64(entry, TIMESTAMP_POSITION);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
