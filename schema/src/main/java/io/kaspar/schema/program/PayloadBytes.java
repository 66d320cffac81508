package io.kaspar.schema.program;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** What generated decoders call: bytes become numbers, checked as {@link PayloadCursor} does, without a message. */
public final class PayloadBytes {
    /** For a number that does not end where it must. */
    public static final int NO_END = -1;

    private static final VarHandle LITTLE_ENDIAN_INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LITTLE_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final int VARINT_BITS = 7;
    private static final int VARINT_MASK = 0x7F;

    private PayloadBytes() {}

    /** The place behind a payload, which lies in the buffer as a whole. */
    static int end(byte[] bytes, int position, int length) {
        return Objects.checkFromIndexSize(position, length, bytes.length) + length;
    }

    static int intAt(byte[] bytes, int position) {
        return (int) LITTLE_ENDIAN_INT.get(bytes, position);
    }

    static long longAt(byte[] bytes, int position) {
        return (long) LITTLE_ENDIAN_LONG.get(bytes, position);
    }

    static float floatAt(byte[] bytes, int position) {
        return Float.intBitsToFloat((int) LITTLE_ENDIAN_INT.get(bytes, position));
    }

    static double doubleAt(byte[] bytes, int position) {
        return Double.longBitsToDouble((long) LITTLE_ENDIAN_LONG.get(bytes, position));
    }

    /** The place behind a number of at most five bytes. */
    static int intEnd(byte[] bytes, int position, int end) {
        int next = longEnd(bytes, position, end);
        return next - position <= PayloadCursor.MAX_INT_BYTES ? next : NO_END;
    }

    /** The place behind a number of at most ten bytes, or {@link #NO_END}. */
    public static int longEnd(byte[] bytes, int position, int end) {
        if (position <= bytes.length - Long.BYTES) {
            long lastBytes = ~(long) LITTLE_ENDIAN_LONG.get(bytes, position) & HIGH_BITS;
            if (lastBytes != 0) {
                int next = position + (Long.numberOfTrailingZeros(lastBytes) + 1) / Byte.SIZE;
                return next <= end ? next : NO_END;
            }
        }
        return longEndBySteps(bytes, position, end);
    }

    /**
     * The place behind neighbouring numbers.
     *
     * @param intMask as in {@link NumberSource#skipVarints}
     */
    static int varintsEnd(byte[] bytes, int position, int end, int count, int intMask) {
        if (position <= bytes.length - Long.BYTES) {
            long word = (long) LITTLE_ENDIAN_LONG.get(bytes, position);
            long lastBytes = ~word & HIGH_BITS;
            for (int i = 1; i < count; i++) {
                lastBytes &= lastBytes - 1;
            }
            if (lastBytes != 0 && (intMask == 0 || !hasLongRun(word & HIGH_BITS))) {
                int next = position + (Long.numberOfTrailingZeros(lastBytes) + 1) / Byte.SIZE;
                return next <= end ? next : NO_END;
            }
        }
        return varintsEndOneByOne(bytes, position, end, count, intMask);
    }

    /** Whether five bytes in a row say that more follow: too many for an int. */
    private static boolean hasLongRun(long more) {
        long two = more & (more << Byte.SIZE);
        return (two & (two << (2 * Byte.SIZE)) & (more << (4 * Byte.SIZE))) != 0;
    }

    private static int varintsEndOneByOne(byte[] bytes, int position, int end, int count, int intMask) {
        int next = position;
        for (int i = 0; i < count && next != NO_END; i++) {
            next = ((intMask >> i) & 1) == 0 ? longEnd(bytes, next, end) : intEnd(bytes, next, end);
        }
        return next;
    }

    private static int longEndBySteps(byte[] bytes, int position, int end) {
        int last = Math.min(end, position + PayloadCursor.MAX_LONG_BYTES);
        for (int next = position; next < last; ) {
            if (bytes[next++] >= 0) {
                return next;
            }
        }
        return NO_END;
    }

    /** The bits of a number between two places, sign not yet undone. */
    public static long number(byte[] bytes, int position, int end) {
        int unused = Long.BYTES - (end - position);
        if (unused < 0 || position > bytes.length - Long.BYTES) {
            return numberBySteps(bytes, position, end);
        }
        // Groups of 7 bits become groups of 14, 28 and 56: the same time for all lengths, and no branch to guess.
        long value = (long) LITTLE_ENDIAN_LONG.get(bytes, position) & (-1L >>> (unused * Byte.SIZE));
        value = (value & 0x007F007F007F007FL) | ((value & 0x7F007F007F007F00L) >>> 1);
        value = (value & 0x00003FFF00003FFFL) | ((value & 0x3FFF00003FFF0000L) >>> 2);
        return (value & 0x000000000FFFFFFFL) | ((value & 0x0FFFFFFF00000000L) >>> 4);
    }

    private static long numberBySteps(byte[] bytes, int position, int end) {
        long value = 0;
        for (int next = end - 1; next >= position; next--) {
            value = value << VARINT_BITS | (bytes[next] & VARINT_MASK);
        }
        return value;
    }
}
