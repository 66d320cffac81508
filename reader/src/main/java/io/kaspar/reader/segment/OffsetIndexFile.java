package io.kaspar.reader.segment;

import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.SegmentFile;
import java.io.Closeable;
import java.io.IOException;

/**
 * A segment's {@code .index}: where in the {@code .log} to begin looking for an offset.
 *
 * <p>Only a hint: it has no checksum and can be stale after a crash, so whoever follows it checks what is there.
 */
final class OffsetIndexFile implements Closeable {
    static final int RELATIVE_OFFSET_POSITION = 0; // int32
    static final int FILE_POSITION_POSITION = RELATIVE_OFFSET_POSITION + Integer.BYTES; // int32
    static final int ENTRY_LENGTH = FILE_POSITION_POSITION + Integer.BYTES;

    private final SegmentFile file;
    private final long baseOffset;
    private final byte[] entry = new byte[ENTRY_LENGTH];

    OffsetIndexFile(SegmentFile file, long baseOffset) {
        this.file = file;
        this.baseOffset = baseOffset;
    }

    /** A position at or before the record batch that holds the offset; 0 when the index knows none. */
    long positionFor(long offset) throws IOException {
        long slot = FloorSearch.floor(file.length() / ENTRY_LENGTH, offset - baseOffset, this::relativeOffset);
        if (slot < 0) {
            return 0;
        }
        relativeOffset(slot);
        return BigEndian.int32(entry, FILE_POSITION_POSITION);
    }

    private long relativeOffset(long slot) throws IOException {
        file.readFully(slot * ENTRY_LENGTH, entry, 0, ENTRY_LENGTH);
        int relativeOffset = BigEndian.int32(entry, RELATIVE_OFFSET_POSITION);
        // The broker fills files in use with zeros up to their largest size.
        return relativeOffset <= 0 && slot > 0 ? Long.MAX_VALUE : relativeOffset;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
