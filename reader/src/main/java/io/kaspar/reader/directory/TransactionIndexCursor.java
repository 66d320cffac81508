package io.kaspar.reader.directory;

import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.bytes.SegmentFile;
import io.kaspar.reader.isolation.AbortedTransaction;
import java.io.IOException;

/** Moves over the entries of a {@code .txnindex}. An entry whose end is not written yet counts as not there. */
final class TransactionIndexCursor {
    static final int VERSION_POSITION = 0; // int16
    static final int PRODUCER_ID_POSITION = VERSION_POSITION + Short.BYTES; // int64
    static final int FIRST_OFFSET_POSITION = PRODUCER_ID_POSITION + Long.BYTES; // int64
    static final int LAST_OFFSET_POSITION = FIRST_OFFSET_POSITION + Long.BYTES; // int64
    static final int LAST_STABLE_OFFSET_POSITION = LAST_OFFSET_POSITION + Long.BYTES; // int64
    static final int ENTRY_LENGTH = LAST_STABLE_OFFSET_POSITION + Long.BYTES;

    private static final int VERSION = 0;

    private final SegmentFile file;
    private final long segmentBaseOffset;
    private final byte[] bytes = new byte[ENTRY_LENGTH];
    private long position = -ENTRY_LENGTH;

    TransactionIndexCursor(SegmentFile file, long segmentBaseOffset) {
        this.file = file;
        this.segmentBaseOffset = segmentBaseOffset;
    }

    boolean next() throws IOException {
        position += ENTRY_LENGTH;
        return file.read(position, bytes, 0, ENTRY_LENGTH) == ENTRY_LENGTH;
    }

    AbortedTransaction entry() throws CorruptSegmentException {
        short version = BigEndian.int16(bytes, VERSION_POSITION);
        if (version != VERSION) {
            throw corrupt("an aborted transaction of version " + version + " found, " + VERSION + " expected");
        }
        long firstOffset = BigEndian.int64(bytes, FIRST_OFFSET_POSITION);
        long lastOffset = BigEndian.int64(bytes, LAST_OFFSET_POSITION);
        if (firstOffset < 0 || lastOffset < firstOffset || lastOffset < segmentBaseOffset) {
            throw corrupt("an aborted transaction from offset " + firstOffset + " to " + lastOffset
                    + " found in the segment of offset " + segmentBaseOffset);
        }
        return new AbortedTransaction(
                BigEndian.int64(bytes, PRODUCER_ID_POSITION),
                firstOffset,
                lastOffset,
                BigEndian.int64(bytes, LAST_STABLE_OFFSET_POSITION));
    }

    private CorruptSegmentException corrupt(String problem) {
        return new CorruptSegmentException(file.path().toString(), position, problem);
    }
}
