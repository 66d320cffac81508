package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks one payload forward, checking every byte before it is used; one per decoder, set to each payload in turn.
 *
 * <p>Every method that reads throws {@link PayloadException} when the payload ends too early or holds what the format does
 * not allow, and names the byte, counted from the payload's start.
 */
final class PayloadCursor {
    static final int MAX_INT_BYTES = 5;
    static final int MAX_LONG_BYTES = 10;

    /** Values inside values, where only the payload says how deep it goes. */
    static final int MAX_DEPTH = 500;

    /** Elements that take no bytes: nothing else in a payload bounds their number. */
    static final long MAX_ZERO_BYTE_ELEMENTS = 65_536;

    /** Bytes that come from the defaults of the table's schema: nothing in a payload bounds their number either. */
    static final int MAX_DEFAULT_BYTES = 1 << 20;

    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = 0x7F;
    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;
    private int depth;
    private long zeroByteElements;
    private int defaultBytes;

    void reset(byte[] source, int startPosition, int length) {
        bytes = source;
        start = startPosition;
        position = startPosition;
        limit = startPosition + length;
        depth = 0;
        zeroByteElements = 0;
        defaultBytes = 0;
    }

    /** Goes to a place in the payload, forward, by what somebody else found there. */
    void moveTo(int place) {
        position = place;
    }

    /** The buffer that the payload lies in. */
    byte[] bytes() {
        return bytes;
    }

    /** The place of the next byte in {@link #bytes}. */
    int position() {
        return position;
    }

    boolean readBoolean() throws PayloadException {
        require(1);
        byte value = bytes[position];
        if ((value & ~1) != 0) {
            throw malformed("a boolean is neither 0 nor 1");
        }
        position++;
        return value == 1;
    }

    int readInt() throws PayloadException {
        byte[] source = bytes;
        int next = position;
        int end = Math.min(limit, next + MAX_INT_BYTES);
        int value = 0;
        for (int shift = 0; next < end; shift += VARINT_BITS) {
            byte octet = source[next++];
            value |= (octet & VARINT_MASK) << shift;
            if (octet >= 0) {
                position = next;
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw unfinishedVarint(next, MAX_INT_BYTES);
    }

    long readLong() throws PayloadException {
        byte[] source = bytes;
        int next = position;
        int end = Math.min(limit, next + MAX_LONG_BYTES);
        long value = 0;
        for (int shift = 0; next < end; shift += VARINT_BITS) {
            byte octet = source[next++];
            value |= (long) (octet & VARINT_MASK) << shift;
            if (octet >= 0) {
                position = next;
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw unfinishedVarint(next, MAX_LONG_BYTES);
    }

    void skipVarint(int maxBytes) throws PayloadException {
        byte[] source = bytes;
        int next = position;
        int end = Math.min(limit, next + maxBytes);
        while (next < end) {
            if (source[next++] >= 0) {
                position = next;
                return;
            }
        }
        throw unfinishedVarint(next, maxBytes);
    }

    float readFloat() throws PayloadException {
        require(Float.BYTES);
        int bits = (int) LITTLE_ENDIAN_INT.get(bytes, position);
        position += Float.BYTES;
        return Float.intBitsToFloat(bits);
    }

    double readDouble() throws PayloadException {
        require(Double.BYTES);
        long bits = (long) LITTLE_ENDIAN_LONG.get(bytes, position);
        position += Double.BYTES;
        return Double.longBitsToDouble(bits);
    }

    /** The length of a string or of bytes, which the payload then holds in full. */
    int readLength() throws PayloadException {
        int before = position;
        long length = readLong();
        if (length < 0 || length > limit - position) {
            throw malformedAt(before, "a length of " + length + " does not fit the bytes left");
        }
        return (int) length;
    }

    /** The index of a union's branch or an enum's symbol, below {@code count}. */
    int readIndex(int count) throws PayloadException {
        int before = position;
        int index = readInt();
        if (index < 0 || index >= count) {
            throw malformedAt(before, "index " + index + " of a branch or symbol is not below " + count);
        }
        return index;
    }

    /** Passes over bytes that {@link #readLength} or {@link #require} found to be there. */
    void advance(int length) {
        position += length;
    }

    void skip(int length) throws PayloadException {
        require(length);
        position += length;
    }

    void require(int length) throws PayloadException {
        if (length > limit - position) {
            throw malformed("ends inside a value that needs " + length + " bytes; it has " + (limit - start));
        }
    }

    /** The count that starts a block of an array or map, as written: negative when the block's length follows. */
    long readBlockCount() throws PayloadException {
        int before = position;
        long count = readLong();
        if (count == Long.MIN_VALUE) {
            throw malformedAt(before, "a block has an impossible count");
        }
        return count;
    }

    /** The place where a block ends whose length comes next. */
    int readBlockEnd() throws PayloadException {
        return readLength() + position;
    }

    /** Refuses a count of elements that the bytes up to {@code end} cannot hold. */
    void checkCount(long count, int minElementBytes, int end) throws PayloadException {
        if (minElementBytes > 0) {
            if (count > (end - position) / minElementBytes) {
                throw malformed("a block claims " + count + " elements, more than the bytes left can hold");
            }
            return;
        }
        if (count > MAX_ZERO_BYTE_ELEMENTS - zeroByteElements) {
            throw malformed("more than " + MAX_ZERO_BYTE_ELEMENTS + " elements that take no bytes");
        }
        zeroByteElements += count;
    }

    /** Counts bytes of a default that is put in for what the payload lacks. */
    void addDefault(int length) throws PayloadException {
        if (length > MAX_DEFAULT_BYTES - defaultBytes) {
            throw malformed("lacks fields whose defaults together take more than " + MAX_DEFAULT_BYTES + " bytes");
        }
        defaultBytes += length;
    }

    int limit() {
        return limit;
    }

    /** How many bytes are left. */
    int remaining() {
        return limit - position;
    }

    /** Goes one value deeper where only the payload bounds the depth; {@link #leave} comes back. */
    void enter() throws PayloadException {
        if (++depth > MAX_DEPTH) {
            throw malformed("values lie more than " + MAX_DEPTH + " deep inside each other");
        }
    }

    void leave() {
        depth--;
    }

    /** The exception for what is wrong at the cursor's place. */
    PayloadException malformed(String what) {
        return malformedAt(position, what);
    }

    PayloadException malformedAt(int place, String what) {
        return new PayloadException(describe(place, what));
    }

    /** The exception for what is wrong at {@code place}, found by somebody else. */
    PayloadException malformedAt(int place, String what, PayloadException cause) {
        return new PayloadException(describe(place, what), cause);
    }

    private String describe(int place, String what) {
        return "Avro payload, byte " + (place - start) + " of " + (limit - start) + ": " + what;
    }

    private PayloadException unfinishedVarint(int next, int maxBytes) {
        return next - position == maxBytes
                ? malformed("a number takes more than " + maxBytes + " bytes")
                : malformed("ends inside a number");
    }
}
