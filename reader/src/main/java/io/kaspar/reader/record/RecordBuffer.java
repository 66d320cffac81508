package io.kaspar.reader.record;

import io.kaspar.reader.compression.DecompressionTarget;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * One growing byte array that holds the records of a block of rows, one record batch after the other, decompressed.
 *
 * <p>Keys, values and headers are slices (position, length) of {@link #bytes}. A position stays valid until {@link #reset},
 * the array does not: reading more records can replace it by a larger one. So collect positions, and take {@link #bytes}
 * when the block is complete. One per task, reused; not thread-safe.
 */
public final class RecordBuffer implements DecompressionTarget {
    private static final int INITIAL_LENGTH = 1 << 16;
    private static final int CHUNK_LENGTH = 1 << 16;
    // Of a long record batch a longer rest stays where it is, until as much lies behind it: so no byte is moved often.
    private static final int MAX_MOVED_LENGTH = 1 << 17;
    // The largest array every JVM can allocate.
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;
    // An array that one huge record needed is not kept for the rest of the task.
    private static final int MAX_RETAINED_LENGTH = 1 << 26;

    private byte[] bytes = new byte[INITIAL_LENGTH];
    private int blockPosition;
    private int readPosition;
    private int limit;

    /** The array now. Taken too early it may lack what later records bring. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes of all records read since the last {@link #reset}: what a caller limits the size of a block by. */
    public int usedLength() {
        return readPosition - blockPosition;
    }

    /**
     * Forgets the records read so far; all positions handed out before are invalid. Bytes that were decompressed but not
     * read as records yet are kept.
     */
    public void reset() {
        int unread = limit - readPosition;
        blockPosition = 0;
        if (unread > MAX_MOVED_LENGTH && readPosition < unread) {
            blockPosition = readPosition;
            return;
        }
        if (bytes.length > MAX_RETAINED_LENGTH && unread < INITIAL_LENGTH) {
            bytes = Arrays.copyOfRange(bytes, readPosition, readPosition + INITIAL_LENGTH);
        } else {
            System.arraycopy(bytes, readPosition, bytes, 0, unread);
        }
        readPosition = 0;
        limit = unread;
    }

    /** Where the next record begins. */
    int readPosition() {
        return readPosition;
    }

    /** Bytes after {@link #readPosition} that are there already. */
    int unread() {
        return limit - readPosition;
    }

    /** Declares bytes as read. */
    void advance(int length) {
        readPosition += length;
    }

    /** Drops what was not read: it belongs to a record batch that is over. */
    void dropUnread() {
        limit = readPosition;
    }

    /**
     * Reads until {@code length} bytes after {@link #readPosition} are there, or the stream ends. Takes more when it comes
     * easily; grows only as bytes arrive.
     *
     * @return how many are there now
     */
    int require(int length, InputStream stream) throws IOException {
        while (unread() < length) {
            ensureRoom(1);
            int count = stream.read(bytes, limit, Math.min(bytes.length - RecordWalk.SLACK - limit, CHUNK_LENGTH));
            if (count < 0) {
                break;
            }
            limit += count;
        }
        return unread();
    }

    @Override
    public byte[] array() {
        return bytes;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void ensureRoom(int length) {
        long needed = (long) limit + length + RecordWalk.SLACK;
        if (needed <= bytes.length) {
            return;
        }
        if (needed > MAX_LENGTH) {
            throw new IllegalStateException("2 GiB of records were read without a reset; close blocks earlier");
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(needed, bytes.length * 2L)));
    }

    @Override
    public void appended(int length) {
        limit += length;
    }
}
