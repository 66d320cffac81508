package io.kaspar.bench.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers of Kafka's and Avro's as a position moves over them. The array must be a cursor's own. */
final class Varints {
    private static final VarHandle LITTLE_ENDIAN_DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PART_MASK = 0x7F;
    private static final int PART_BITS = 7;
    private static final long CONTINUATION_LOW_BITS = 0x0101010101010101L;

    private Varints() {}

    /** The position after a varint. */
    static int skip(byte[] bytes, int start) {
        int position = start;
        while (bytes[position++] < 0) {}
        return position;
    }

    /** The number at a position. */
    static long read(byte[] bytes, int start) {
        int position = start;
        byte part = bytes[position++];
        long value = part & PART_MASK;
        for (int shift = PART_BITS; part < 0; shift += PART_BITS) {
            part = bytes[position++];
            value |= (long) (part & PART_MASK) << shift;
        }
        return (value >>> 1) ^ -(value & 1);
    }

    /** The number at a position, which is an int. */
    static int readInt(byte[] bytes, int start) {
        int part = bytes[start];
        if (part >= 0) {
            return (part >>> 1) ^ -(part & 1);
        }
        return (int) read(bytes, start);
    }

    /** The position after a string. */
    static int skipString(byte[] bytes, int position) {
        return skip(bytes, position) + readInt(bytes, position);
    }

    static double readDouble(byte[] bytes, int position) {
        return (double) LITTLE_ENDIAN_DOUBLE.get(bytes, position);
    }

    /** Characters of UTF-8, told by the bytes that begin one. */
    static int characters(byte[] bytes, int start, int length) {
        int continuations = 0;
        int position = start;
        for (int end = start + length - Long.BYTES; position <= end; position += Long.BYTES) {
            long word = (long) LITTLE_ENDIAN_LONG.get(bytes, position);
            continuations += Long.bitCount((word >>> 7) & ~(word >>> 6) & CONTINUATION_LOW_BITS);
        }
        for (; position < start + length; position++) {
            continuations += (bytes[position] & 0xC0) == 0x80 ? 1 : 0;
        }
        return length - continuations;
    }
}
