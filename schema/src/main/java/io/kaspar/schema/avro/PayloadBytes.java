package io.kaspar.schema.avro;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/** What generated decoders call: bytes become numbers, checked as {@link PayloadCursor} does, without a message. */
final class PayloadBytes {
    /** For a number that does not end where it must. */
    static final int NO_END = -1;

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

    static float floatAt(byte[] bytes, int position) {
        return Float.intBitsToFloat((int) LITTLE_ENDIAN_INT.get(bytes, position));
    }

    static double doubleAt(byte[] bytes, int position) {
        return Double.longBitsToDouble((long) LITTLE_ENDIAN_LONG.get(bytes, position));
    }

    /** The place behind a number of at most five bytes. */
    static int intEnd(byte[] bytes, int position, int end) {
        int last = Math.min(end, position + PayloadCursor.MAX_INT_BYTES);
        for (int next = position; next < last; ) {
            if (bytes[next++] >= 0) {
                return next;
            }
        }
        return NO_END;
    }

    /** The place behind a number of at most ten bytes. */
    static int longEnd(byte[] bytes, int position, int end) {
        if (end - position >= Long.BYTES) {
            long lastBytes = ~(long) LITTLE_ENDIAN_LONG.get(bytes, position) & HIGH_BITS;
            if (lastBytes != 0) {
                return position + (Long.numberOfTrailingZeros(lastBytes) + 1) / Byte.SIZE;
            }
        }
        return longEndBySteps(bytes, position, end);
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
    static long number(byte[] bytes, int position, int end) {
        long value = 0;
        for (int next = end - 1; next >= position; next--) {
            value = value << VARINT_BITS | (bytes[next] & VARINT_MASK);
        }
        return value;
    }
}
