package io.kaspar.schema.json;

import java.util.Arrays;

/** Bytes of a variant while it is written; little-endian, as all of its numbers. Used again for the next one. */
final class VariantBytes {
    /** What the strictest of Spark's lines takes, for the value and for the names. */
    static final int MAX_LENGTH = 16 << 20;

    private byte[] bytes = new byte[256];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    /** Whether so many bytes more are too many. */
    boolean isFull(int count) {
        return count > MAX_LENGTH - length;
    }

    private void reserve(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + count));
        }
    }

    void put(int octet) {
        reserve(1);
        bytes[length++] = (byte) octet;
    }

    /** The lowest bytes of a number. */
    void put(long number, int byteCount) {
        reserve(byteCount);
        set(length, number, byteCount);
        length += byteCount;
    }

    void set(int position, long number, int byteCount) {
        for (int i = 0; i < byteCount; i++) {
            bytes[position + i] = (byte) (number >>> (i * Byte.SIZE));
        }
    }

    void put(byte[] source, int position, int count) {
        reserve(count);
        System.arraycopy(source, position, bytes, length, count);
        length += count;
    }

    /** Makes room in front of the bytes from {@code position} on. */
    void insert(int position, int count) {
        reserve(count);
        System.arraycopy(bytes, position, bytes, position + count, length - position);
        length += count;
    }

    /** How many bytes a number takes that is not negative. */
    static int sizeOf(int number) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(number) + Byte.SIZE - 1) / Byte.SIZE);
    }
}
