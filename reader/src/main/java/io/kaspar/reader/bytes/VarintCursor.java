package io.kaspar.reader.bytes;

import java.util.Objects;

/**
 * Moves forward through a slice of a byte array that holds single bytes, zig-zag varints and skipped runs.
 *
 * <p>Never leaves the slice: what does not fit into it is a {@link MalformedBytesException}. Not thread-safe.
 */
public final class VarintCursor {
    /** The most bytes a 32-bit varint can have. */
    public static final int MAX_INT_LENGTH = 5;

    private static final int MAX_LONG_LENGTH = 10;
    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD_MASK = 0x7f;
    // What the last byte of a varint may hold: the bits that a 32-bit or 64-bit number has left by then.
    private static final int LAST_INT_BYTE_MASK = 0x0f;
    private static final int LAST_LONG_BYTE_MASK = 0x01;

    private byte[] bytes = new byte[0];
    private int position;
    private int limit;

    /**
     * Moves the cursor to a slice.
     *
     * @param limit the first position after the slice
     */
    public void wrap(byte[] bytes, int position, int limit) {
        Objects.checkFromToIndex(position, limit, bytes.length);
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    /** The next byte's position in the array. */
    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    /** The next byte, signed. */
    public byte readByte() throws MalformedBytesException {
        if (position == limit) {
            throw new MalformedBytesException("the bytes end where more were expected");
        }
        return bytes[position++];
    }

    /** A zig-zag varint of 32 bits. */
    public int readInt() throws MalformedBytesException {
        int first = readByte();
        if (first >= 0) {
            return unzigzag(first);
        }
        return readLongerInt(first & PAYLOAD_MASK);
    }

    private int readLongerInt(int lowBits) throws MalformedBytesException {
        int value = lowBits;
        for (int length = 2; length <= MAX_INT_LENGTH; length++) {
            int next = readByte();
            if (length == MAX_INT_LENGTH && (next & ~LAST_INT_BYTE_MASK) != 0) {
                break;
            }
            value |= (next & PAYLOAD_MASK) << (PAYLOAD_BITS * (length - 1));
            if (next >= 0) {
                return unzigzag(value);
            }
        }
        throw new MalformedBytesException("a varint is longer than 32 bits");
    }

    /** A zig-zag varint of 64 bits. */
    public long readLong() throws MalformedBytesException {
        long value = 0;
        for (int length = 1; length <= MAX_LONG_LENGTH; length++) {
            int next = readByte();
            if (length == MAX_LONG_LENGTH && (next & ~LAST_LONG_BYTE_MASK) != 0) {
                break;
            }
            value |= (long) (next & PAYLOAD_MASK) << (PAYLOAD_BITS * (length - 1));
            if (next >= 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedBytesException("a varint is longer than 64 bits");
    }

    /** Moves over bytes. */
    public void skip(int length) throws MalformedBytesException {
        if (length < 0 || length > remaining()) {
            throw new MalformedBytesException("a length of " + length + " where " + remaining() + " bytes remain");
        }
        position += length;
    }

    private static int unzigzag(int value) {
        return (value >>> 1) ^ -(value & 1);
    }
}
