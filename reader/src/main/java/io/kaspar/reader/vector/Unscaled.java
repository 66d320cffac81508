package io.kaspar.reader.vector;

import io.kaspar.schema.format.PayloadException;
import java.math.BigInteger;

/** Unscaled values of decimals as big-endian two's-complement bytes. */
final class Unscaled {

    private Unscaled() {}

    /** How many bytes at the start only repeat the sign, at most all but one. */
    static int paddingLength(byte[] source, int position, int length) throws PayloadException {
        if (length == 0) {
            throw new PayloadException("a decimal has no bytes");
        }
        byte sign = (byte) (source[position] >> (Byte.SIZE - 1));
        int padding = 0;
        while (padding < length - 1
                && source[position + padding] == sign
                && (source[position + padding + 1] < 0) == (sign < 0)) {
            padding++;
        }
        return padding;
    }

    /** The value of 1 to 8 bytes. */
    static long longValue(byte[] source, int position, int length) {
        long value = source[position];
        for (int i = 1; i < length; i++) {
            value = value << Byte.SIZE | (source[position + i] & 0xff);
        }
        return value;
    }

    /** Makes sure that a value has no more digits than a precision of at most 38. */
    static void requireWithin(byte[] source, int position, int length, int precision) throws PayloadException {
        int padding = paddingLength(source, position, length);
        BigInteger limit = BigInteger.TEN.pow(precision);
        int valueLength = length - padding;
        boolean isTooLong = valueLength > limit.bitLength() / Byte.SIZE + 1;
        if (isTooLong
                || new BigInteger(source, position + padding, valueLength).abs().compareTo(limit) >= 0) {
            throw tooLarge(precision);
        }
    }

    static PayloadException tooLarge(int precision) {
        return new PayloadException("a decimal needs more than the " + precision + " digits of its column's precision");
    }
}
