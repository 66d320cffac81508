package io.kaspar.schema.wire;

import java.util.Arrays;

/**
 * Reads Protobuf's message indexes, which stand behind the schema id.
 *
 * <p>Reused; makes no objects once it has seen the deepest message. Not thread-safe.
 */
public final class MessageIndexCursor {
    private static final int MAX_VARINT_BYTES = 5;
    private static final int VALUE_BITS = 0x7F;

    private int[] indexes = new int[4];
    private int count;
    private int position;
    private int limit;
    private boolean broken;

    /**
     * Reads all indexes.
     *
     * @param maxLength how many bytes there are from {@code position} on
     * @return false when the bytes are no message indexes
     */
    public boolean read(byte[] bytes, int position, int maxLength) {
        this.position = position;
        this.limit = position + maxLength;
        broken = false;
        int announced = readVarint(bytes);
        // Each index takes a byte at least, so a count beyond what remains is nonsense and must not be allocated.
        if (broken || announced < 0 || announced > limit - this.position) {
            count = 0;
            return false;
        }
        if (announced == 0) {
            indexes[0] = 0;
            count = 1;
            return true;
        }
        return readIndexes(bytes, announced);
    }

    /** How many indexes there are, at least 1: the depth of the message in its file. */
    public int count() {
        return count;
    }

    /** The place of the message, or of one that encloses it, among its siblings; outermost first. */
    public int index(int depth) {
        if (depth >= count) {
            throw new IndexOutOfBoundsException(depth);
        }
        return indexes[depth];
    }

    /** The position behind the last index. */
    public int endPosition() {
        return position;
    }

    private boolean readIndexes(byte[] bytes, int announced) {
        if (announced > indexes.length) {
            indexes = Arrays.copyOf(indexes, announced);
        }
        for (int depth = 0; depth < announced; depth++) {
            indexes[depth] = readVarint(bytes);
            broken |= indexes[depth] < 0;
        }
        count = broken ? 0 : announced;
        return !broken;
    }

    private int readVarint(byte[] bytes) {
        int raw = 0;
        for (int i = 0; i < MAX_VARINT_BYTES && position < limit; i++) {
            byte next = bytes[position++];
            raw |= (next & VALUE_BITS) << (7 * i);
            if (next >= 0) {
                return (raw >>> 1) ^ -(raw & 1);
            }
        }
        broken = true;
        return -1;
    }
}
