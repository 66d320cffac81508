package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Payloads that are one big-endian number of a fixed length. */
final class NumberDecoder implements PayloadDecoder {
    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final RawFormat format;
    private final int width;
    private final String formatOption;

    NumberDecoder(RawFormat format, String formatOption) {
        this.format = format;
        this.formatOption = formatOption;
        this.width = switch (format) {
            case SHORT -> Short.BYTES;
            case INT, FLOAT -> Integer.BYTES;
            case LONG, DOUBLE -> Long.BYTES;
            case STRING, BINARY, BOOLEAN, UUID -> throw new IllegalArgumentException("no number: " + format);
        };
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        if (length != width) {
            throw new PayloadException("the payload has " + length + " bytes, but a " + format.optionValue() + " has "
                    + width + "; set " + formatOption + " to the format it was written in, or to binary");
        }
        put(bytes, position, sink);
    }

    @Override
    public int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        for (int i = from; i < to; i++) {
            if (lengths[i] < 0) {
                sink.putNull();
            } else if (lengths[i] - prefixLength == width) {
                put(bytes, positions[i] + prefixLength, sink);
            } else {
                return i;
            }
        }
        return to;
    }

    private void put(byte[] bytes, int position, ValueSink sink) {
        switch (format) {
            case SHORT -> sink.putInt((short) SHORT.get(bytes, position));
            case INT -> sink.putInt((int) INT.get(bytes, position));
            case LONG -> sink.putLong((long) LONG.get(bytes, position));
            case FLOAT -> sink.putFloat(Float.intBitsToFloat((int) INT.get(bytes, position)));
            case DOUBLE -> sink.putDouble(Double.longBitsToDouble((long) LONG.get(bytes, position)));
            case STRING, BINARY, BOOLEAN, UUID -> throw new IllegalStateException("no number: " + format);
        }
    }

    private static VarHandle view(Class<?> arrayClass) {
        return MethodHandles.byteArrayViewVarHandle(arrayClass, ByteOrder.BIG_ENDIAN);
    }
}
