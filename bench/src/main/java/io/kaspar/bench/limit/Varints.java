package io.kaspar.bench.limit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers of Kafka's and Avro's, eight bytes at a time: {@link #word} loads them, {@link #length} and {@link #number} take
 * them apart without a branch. Arrays need eight bytes after their content.
 */
final class Varints {
    /** Bytes an array needs after its content. */
    static final int PADDING = Long.BYTES;

    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long CONTINUED = 0x8080808080808080L;
    private static final long SEVENS = 0x7F7F7F7F7F7F7F7FL;
    private static final long FOURTEENS = 0x3FFF00003FFF0000L;
    private static final long LOW_FOURTEENS = 0x00003FFF00003FFFL;
    private static final long LOW_TWENTY_EIGHT = 0x0FFFFFFFL;
    private static final int BYTE_SHIFT = 3;

    private Varints() {}

    static long word(byte[] bytes, int position) {
        return (long) WORD.get(bytes, position);
    }

    static void putWord(byte[] bytes, int position, long word) {
        WORD.set(bytes, position, word);
    }

    /** Bytes of the number that the word begins with; it has at most eight. */
    static int length(long word) {
        return (Long.numberOfTrailingZeros(~word & CONTINUED) >>> BYTE_SHIFT) + 1;
    }

    /** The number of so many bytes that the word begins with. */
    static long number(long word, int length) {
        long value = bits(word, length);
        return (value >>> 1) ^ -(value & 1);
    }

    /** The bits of the number of so many bytes that the word begins with. */
    static long bits(long word, int length) {
        long sevens = (word << (Long.SIZE - (length << BYTE_SHIFT)) >>> (Long.SIZE - (length << BYTE_SHIFT))) & SEVENS;
        long fourteens = ((sevens & 0x7F007F007F007F00L) >>> 1) | (sevens & 0x007F007F007F007FL);
        long pairs = ((fourteens & FOURTEENS) >>> 2) | (fourteens & LOW_FOURTEENS);
        return ((pairs >>> 32) << 28) | (pairs & LOW_TWENTY_EIGHT);
    }

    /** The position after a number. */
    static int skip(byte[] bytes, int position) {
        return bytes[position] >= 0 ? position + 1 : position + length(word(bytes, position));
    }

    /** The number at a position, which is an int. */
    static int readInt(byte[] bytes, int position) {
        int part = bytes[position];
        if (part >= 0) {
            return (part >>> 1) ^ -(part & 1);
        }
        long word = word(bytes, position);
        return (int) number(word, length(word));
    }

    /** The position after a string. */
    static int skipString(byte[] bytes, int position) {
        int part = bytes[position];
        if (part >= 0) {
            return position + 1 + (part >>> 1);
        }
        return skip(bytes, position) + readInt(bytes, position);
    }

    static double readDouble(byte[] bytes, int position) {
        return (double) DOUBLE.get(bytes, position);
    }

    /** Whether all bytes are characters of their own. */
    static boolean isAscii(long words) {
        return (words & CONTINUED) == 0;
    }

    /** The first so many bytes of a word, from 1 to 8; the others zero. */
    static long first(long word, int byteCount) {
        int shift = Long.SIZE - (byteCount << BYTE_SHIFT);
        return (word << shift) >>> shift;
    }

    /** Characters of UTF-8, told by the bytes that begin one. */
    static int characters(byte[] bytes, int start, int length) {
        int count = 0;
        for (int position = start; position < start + length; position++) {
            count += (bytes[position] & 0xC0) == 0x80 ? 0 : 1;
        }
        return count;
    }
}
