package io.kaspar.reader.segment;

import io.kaspar.reader.bytes.SegmentFile;
import java.io.IOException;
import java.util.Arrays;

/**
 * A piece of a file in memory that moves forward with what is wanted. One per task, used for one file after the other.
 *
 * <p>Reads little at first, for those who look for one record, and more with every read, up to 256 KiB at a time, which still fit into a core's cache.
 */
public final class ReadAheadBuffer {
    private static final int FIRST_READ_LENGTH = 1 << 16;
    private static final int MAX_READ_LENGTH = 1 << 18;

    private byte[] bytes = new byte[FIRST_READ_LENGTH];
    private long filePosition;
    private int length;
    private int readLength = FIRST_READ_LENGTH;

    /** Forgets all bytes: they were of another file. */
    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where in {@link #bytes} a position of the file is, which the last {@link #require} asked for. */
    int index(long position) {
        return Math.toIntExact(position - filePosition);
    }

    /**
     * Has bytes of the file in memory, invalidating what was there before.
     *
     * @param wanted how many bytes from the position on; the array grows to hold them
     * @param ahead whether to read more, because what follows will be wanted too
     * @return how many there are, fewer than wanted only at the end of the file
     */
    int require(SegmentFile file, long position, int wanted, boolean ahead) throws IOException {
        if (available(position) >= wanted) {
            return available(position);
        }
        moveTo(position);
        int missing = wanted - length;
        int more = ahead ? Math.max(missing, readLength) : missing;
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, length + more);
        }
        length += file.read(filePosition + length, bytes, length, more);
        if (ahead) {
            readLength = Math.min(2 * readLength, MAX_READ_LENGTH);
        }
        return length;
    }

    private int available(long position) {
        long end = filePosition + length;
        return position < filePosition || position >= end ? 0 : (int) (end - position);
    }

    private void moveTo(long position) {
        int kept = available(position);
        System.arraycopy(bytes, length - kept, bytes, 0, kept);
        filePosition = position;
        length = kept;
    }
}
