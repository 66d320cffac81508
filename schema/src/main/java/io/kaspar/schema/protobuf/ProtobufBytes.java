package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadBytes;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.protobuf.model.WireType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;

/** What generated decoders of messages call: {@link WireBytes} without a message. They are hidden classes, so it is public. */
public final class ProtobufBytes {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long MAX_TAG = 0xFFFF_FFFFL;

    private ProtobufBytes() {}

    /**
     * Passes over a field that nobody asked for, whatever its number, and over those behind it until one has a number that
     * somebody asked for, or one of 64 × {@code wanted.length} or more.
     *
     * @param wanted a bit for each number
     * @return the place behind them, or {@link PayloadBytes#NO_END} for bytes that the steps have to look at
     */
    public static int skip(byte[] bytes, int position, int end, long[] wanted) {
        int next = position;
        do {
            int start = next;
            int tag = bytes[next++];
            if (tag < 0) {
                next = PayloadBytes.longEnd(bytes, start, end);
                long raw = next == PayloadBytes.NO_END ? -1 : PayloadBytes.number(bytes, start, next);
                // A tag with needless bits or bytes may be one of a wanted field.
                if (raw < 0 || raw > MAX_TAG || bytes[next - 1] == 0) {
                    return PayloadBytes.NO_END;
                }
                tag = (int) raw;
            }
            int number = WireBytes.number(tag);
            if (start != position && isWanted(wanted, number)) {
                return start;
            }
            next = valueEnd(bytes, next, end, tag);
        } while (next != PayloadBytes.NO_END && next < end);
        return next;
    }

    private static boolean isWanted(long[] wanted, int number) {
        int word = number >>> 6;
        return word >= wanted.length || (wanted[word] >>> number & 1) != 0;
    }

    /** The place behind the value of a tag, or {@link PayloadBytes#NO_END} when there is none. */
    public static int valueEnd(byte[] bytes, int position, int end, int tag) {
        return valueEnd(bytes, position, end, tag, 0);
    }

    private static int valueEnd(byte[] bytes, int position, int end, int tag, int depth) {
        if (WireBytes.number(tag) == 0) {
            return PayloadBytes.NO_END;
        }
        return switch (tag & WireType.MASK) {
            case 0 -> PayloadBytes.longEnd(bytes, position, end);
            case 1 -> end - position < Long.BYTES ? PayloadBytes.NO_END : position + Long.BYTES;
            case 2 -> delimitedEnd(bytes, position, end);
            case 3 -> groupEnd(bytes, position, end, WireBytes.number(tag), depth + 1);
            case 5 -> end - position < Integer.BYTES ? PayloadBytes.NO_END : position + Integer.BYTES;
            default -> PayloadBytes.NO_END;
        };
    }

    private static int delimitedEnd(byte[] bytes, int position, int end) {
        if (position >= end) {
            return PayloadBytes.NO_END;
        }
        int next = position + 1;
        int length = bytes[position];
        if (length < 0) {
            next = PayloadBytes.longEnd(bytes, position, end);
            if (next == PayloadBytes.NO_END) {
                return PayloadBytes.NO_END;
            }
            length = (int) PayloadBytes.number(bytes, position, next);
        }
        return length < 0 || length > end - next ? PayloadBytes.NO_END : next + length;
    }

    private static int groupEnd(byte[] bytes, int position, int end, int number, int depth) {
        int next = position;
        while (next < end && depth <= PayloadCursor.MAX_DEPTH) {
            int behindTag = PayloadBytes.longEnd(bytes, next, end);
            if (behindTag == PayloadBytes.NO_END) {
                return PayloadBytes.NO_END;
            }
            int tag = (int) PayloadBytes.number(bytes, next, behindTag);
            if ((tag & WireType.MASK) == WireType.END_GROUP.code()) {
                return WireBytes.number(tag) == number ? behindTag : PayloadBytes.NO_END;
            }
            next = valueEnd(bytes, behindTag, end, tag, depth);
            if (next == PayloadBytes.NO_END) {
                return PayloadBytes.NO_END;
            }
        }
        return PayloadBytes.NO_END;
    }

    /** Whether bytes of the buffer are text. */
    public static boolean isUtf8(byte[] bytes, int position, int length) {
        return (allBits(bytes, position, length) & HIGH_BITS) == 0
                || Utf8Check.firstFault(bytes, position, position + length) == Utf8Check.NO_FAULT;
    }

    /**
     * The bits of all bytes, eight of them together: where none has its highest bit, all are ASCII. Most texts have up to 32
     * bytes, and their words overlap rather than that there is a loop, whose end the processor would have to guess.
     */
    private static long allBits(byte[] bytes, int position, int length) {
        if (length < Long.BYTES) {
            return fewBits(bytes, position, length);
        }
        int last = position + length - Long.BYTES;
        long bits = (long) LONG.get(bytes, position) | (long) LONG.get(bytes, last);
        if (length > 2 * Long.BYTES) {
            bits |= (long) LONG.get(bytes, position + Long.BYTES) | (long) LONG.get(bytes, last - Long.BYTES);
            for (int next = position + 2 * Long.BYTES; next < last - Long.BYTES; next += Long.BYTES) {
                bits |= (long) LONG.get(bytes, next);
            }
        }
        return bits;
    }

    /** All bits, not known to be none, where the array has no eight bytes any more. */
    private static long fewBits(byte[] bytes, int position, int length) {
        if (length == 0) {
            return 0;
        }
        return position <= bytes.length - Long.BYTES
                ? (long) LONG.get(bytes, position) << (Long.SIZE - length * Byte.SIZE)
                : HIGH_BITS;
    }

    /** Puts 64 bits without a sign into a decimal column. */
    public static void putUnsigned(ValueSink sink, long value) throws PayloadException {
        if (value < 0) {
            put(sink, new BigInteger(Long.toUnsignedString(value)));
        } else {
            putSigned(sink, value);
        }
    }

    /** Puts a number into a decimal column. */
    public static void putSigned(ValueSink sink, long value) throws PayloadException {
        put(sink, BigInteger.valueOf(value));
    }

    private static void put(ValueSink sink, BigInteger value) throws PayloadException {
        byte[] unscaled = value.toByteArray();
        sink.putUnscaled(unscaled, 0, unscaled.length);
    }
}
