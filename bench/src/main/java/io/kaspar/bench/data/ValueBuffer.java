package io.kaspar.bench.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes of a value, written part by part in Avro's, Protobuf's or JSON's way; used again for the next one. Not thread-safe. */
final class ValueBuffer {
    private static final VarHandle LITTLE_ENDIAN_DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CONTINUED = 0x80;
    private static final int PART_BITS = 7;
    private static final int MAX_VARLONG_LENGTH = 10;

    private byte[] bytes = new byte[1024];
    private int length;

    void reset() {
        length = 0;
    }

    void addByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    void addInt32(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            addByte(value >>> shift);
        }
    }

    /** An int or a long of Avro's. */
    void addLong(long value) {
        addVarint((value << 1) ^ (value >> (Long.SIZE - 1)));
    }

    /** A number of Protobuf's, of any type that is no zig-zag. */
    void addVarint(long value) {
        ensure(MAX_VARLONG_LENGTH);
        long left = value;
        while ((left & -CONTINUED) != 0) {
            bytes[length++] = (byte) (left | CONTINUED);
            left >>>= PART_BITS;
        }
        bytes[length++] = (byte) left;
    }

    void addDouble(double value) {
        ensure(Double.BYTES);
        LITTLE_ENDIAN_DOUBLE.set(bytes, length, value);
        length += Double.BYTES;
    }

    void addBoolean(boolean value) {
        addByte(value ? 1 : 0);
    }

    /** A string that is made of parts. */
    void addString(byte[]... parts) {
        int total = 0;
        for (byte[] part : parts) {
            total += part.length;
        }
        addLong(total);
        addBytes(total, parts);
    }

    /** A string of Protobuf's that is made of parts. */
    void addText(byte[]... parts) {
        int total = 0;
        for (byte[] part : parts) {
            total += part.length;
        }
        addVarint(total);
        addBytes(total, parts);
    }

    /** Bytes as they are, of several parts. */
    void addBytes(byte[]... parts) {
        for (byte[] part : parts) {
            addBytes(part.length, part);
        }
    }

    private void addBytes(int total, byte[]... parts) {
        ensure(total);
        for (byte[] part : parts) {
            System.arraycopy(part, 0, bytes, length, part.length);
            length += part.length;
        }
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length + more);
        }
    }
}
