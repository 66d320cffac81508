package io.kaspar.reader.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fixed-width numbers in a byte array as Kafka writes them. Reading past the array is an {@link IndexOutOfBoundsException}. */
public final class BigEndian {
    private static final VarHandle INT16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN)
            .withInvokeExactBehavior();

    private BigEndian() {}

    public static short int16(byte[] bytes, int position) {
        return (short) INT16.get(bytes, position);
    }

    public static int int32(byte[] bytes, int position) {
        return (int) INT32.get(bytes, position);
    }

    /** An unsigned 32-bit number. */
    public static long uint32(byte[] bytes, int position) {
        return Integer.toUnsignedLong(int32(bytes, position));
    }

    public static long int64(byte[] bytes, int position) {
        return (long) INT64.get(bytes, position);
    }
}
