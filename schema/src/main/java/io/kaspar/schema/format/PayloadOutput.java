package io.kaspar.schema.format;

import java.util.Arrays;

/** Bytes that encoders append to; grows. Not thread-safe. */
public final class PayloadOutput {
    private static final int FIRST_CAPACITY = 256;

    private byte[] bytes = new byte[FIRST_CAPACITY];
    private int length;

    /** What was appended, and room behind it; another array once it has grown. */
    public byte[] bytes() {
        return bytes;
    }

    /** How many bytes were appended. */
    public int length() {
        return length;
    }

    /** What was appended since the last {@link #clear}, as an array of its own. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Takes all bytes out. */
    public void clear() {
        length = 0;
    }

    /** Takes out what was appended last. */
    public void rewind(int toLength) {
        length = toLength;
    }

    public void put(int oneByte) {
        reserve(1);
        bytes[length++] = (byte) oneByte;
    }

    public void put(byte[] source) {
        put(source, 0, source.length);
    }

    public void put(byte[] source, int position, int count) {
        reserve(count);
        System.arraycopy(source, position, bytes, length, count);
        length += count;
    }

    /** Four bytes, the lowest first. */
    public void putIntLittleEndian(int value) {
        reserve(Integer.BYTES);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Eight bytes, the lowest first. */
    public void putLongLittleEndian(long value) {
        reserve(Long.BYTES);
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            bytes[length++] = (byte) (value >>> shift);
        }
    }

    /** Seven bits a byte, the lowest first; the high bit says that more follow. One to ten bytes. */
    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            put((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        put((int) rest);
    }

    /** As {@link #putVarint}, with numbers of small magnitude short, whatever their sign. */
    public void putZigzag(long value) {
        putVarint((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** @throws OutOfMemoryError when a payload gets longer than an array can be */
    private void reserve(int count) {
        if (count > bytes.length - length) {
            long wanted = Math.max((long) length + count, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - Long.BYTES));
        }
    }
}
