package io.kaspar.schema.program;

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
public final class PayloadCursor {
    public static final int MAX_INT_BYTES = 5;
    public static final int MAX_LONG_BYTES = 10;

    /** Values inside values, where only the payload says how deep it goes. */
    public static final int MAX_DEPTH = 500;

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

    private final String format;
    private byte[] bytes = new byte[0];
    private int start;
    private int position;
    private int limit;
    private int end;
    private int depth;
    private long zeroByteElements;
    private int defaultBytes;

    /** @param format what the payloads are, for messages: "Avro" */
    public PayloadCursor(String format) {
        this.format = format;
    }

    public void reset(byte[] source, int startPosition, int length) {
        bytes = source;
        start = startPosition;
        position = startPosition;
        limit = startPosition + length;
        end = limit;
        depth = 0;
        zeroByteElements = 0;
        defaultBytes = 0;
    }

    /** Goes to a place in the payload, by what somebody found there. */
    public void moveTo(int place) {
        position = place;
    }

    /** The buffer that the payload lies in. */
    public byte[] bytes() {
        return bytes;
    }

    /** The place of the next byte in {@link #bytes}. */
    public int position() {
        return position;
    }

    /** The bits of a number of at most five bytes, 7 bits a byte, low bits first. */
    public int readRawInt() throws PayloadException {
        byte[] source = bytes;
        int next = position;
        int end = Math.min(limit, next + MAX_INT_BYTES);
        int value = 0;
        for (int shift = 0; next < end; shift += VARINT_BITS) {
            byte octet = source[next++];
            value |= (octet & VARINT_MASK) << shift;
            if (octet >= 0) {
                position = next;
                return value;
            }
        }
        throw unfinishedVarint(next, MAX_INT_BYTES);
    }

    /** The bits of a number of at most ten bytes. */
    public long readRawLong() throws PayloadException {
        byte[] source = bytes;
        int next = position;
        int end = Math.min(limit, next + MAX_LONG_BYTES);
        long value = 0;
        for (int shift = 0; next < end; shift += VARINT_BITS) {
            byte octet = source[next++];
            value |= (long) (octet & VARINT_MASK) << shift;
            if (octet >= 0) {
                position = next;
                return value;
            }
        }
        throw unfinishedVarint(next, MAX_LONG_BYTES);
    }

    public void skipVarint(int maxBytes) throws PayloadException {
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

    public float readFloat() throws PayloadException {
        return Float.intBitsToFloat(readFixedInt());
    }

    public double readDouble() throws PayloadException {
        return Double.longBitsToDouble(readFixedLong());
    }

    /** Four bytes, little-endian. */
    public int readFixedInt() throws PayloadException {
        require(Integer.BYTES);
        int bits = (int) LITTLE_ENDIAN_INT.get(bytes, position);
        position += Integer.BYTES;
        return bits;
    }

    /** Eight bytes, little-endian. */
    public long readFixedLong() throws PayloadException {
        require(Long.BYTES);
        long bits = (long) LITTLE_ENDIAN_LONG.get(bytes, position);
        position += Long.BYTES;
        return bits;
    }

    /** Passes over bytes that somebody found to be there. */
    public void advance(int length) {
        position += length;
    }

    public void skip(int length) throws PayloadException {
        require(length);
        position += length;
    }

    public void require(int length) throws PayloadException {
        if (length > limit - position) {
            throw malformed("ends inside a value that needs " + length + " bytes; it has " + (end - start));
        }
    }

    /** Counts elements that take no bytes of the payload. */
    public void addZeroByteElements(long count) throws PayloadException {
        if (count > MAX_ZERO_BYTE_ELEMENTS - zeroByteElements) {
            throw malformed("more than " + MAX_ZERO_BYTE_ELEMENTS + " elements that take no bytes");
        }
        zeroByteElements += count;
    }

    /** Counts bytes of a default that is put in for what the payload lacks. */
    public void addDefault(int length) throws PayloadException {
        if (length > MAX_DEFAULT_BYTES - defaultBytes) {
            throw malformed("lacks fields whose defaults together take more than " + MAX_DEFAULT_BYTES + " bytes");
        }
        defaultBytes += length;
    }

    /** The place behind the last byte that may be read. */
    public int limit() {
        return limit;
    }

    /** Lets a part of the payload be read as if it were all; {@link #widen} takes what this returns. */
    public int narrow(int partEnd) {
        int before = limit;
        limit = partEnd;
        return before;
    }

    /** Ends what {@link #narrow} began. */
    public void widen(int limitBefore) {
        limit = limitBefore;
    }

    /** A cursor over bytes that stand for a value of this payload, as deep inside of it as this one is. */
    public PayloadCursor over(byte[] value) {
        PayloadCursor cursor = new PayloadCursor(format);
        cursor.reset(value, 0, value.length);
        cursor.depth = depth;
        return cursor;
    }

    /** How many bytes are left. */
    public int remaining() {
        return limit - position;
    }

    /** Goes one value deeper where only the payload bounds the depth; {@link #leave} comes back. */
    public void enter() throws PayloadException {
        if (++depth > MAX_DEPTH) {
            throw malformed("values lie more than " + MAX_DEPTH + " deep inside each other");
        }
    }

    public void leave() {
        depth--;
    }

    /** The exception for what is wrong at the cursor's place. */
    public PayloadException malformed(String what) {
        return malformedAt(position, what);
    }

    public PayloadException malformedAt(int place, String what) {
        return new PayloadException(describe(place, what));
    }

    /** The exception for what is wrong at {@code place}, found by somebody else. */
    public PayloadException malformedAt(int place, String what, PayloadException cause) {
        return new PayloadException(describe(place, what), cause);
    }

    private String describe(int place, String what) {
        return format + " payload, byte " + (place - start) + " of " + (end - start) + ": " + what;
    }

    private PayloadException unfinishedVarint(int next, int maxBytes) {
        return next - position == maxBytes
                ? malformed("a number takes more than " + maxBytes + " bytes")
                : malformed("ends inside a number");
    }
}
