package io.kaspar.schema.json;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * Numbers as variants: whole numbers as the smallest integer, others without exponent and of at most 38 digits as decimals with all
 * of their digits, the rest as doubles.
 */
final class VariantNumbers {
    private static final int PRIMITIVE_SHIFT = 2;
    private static final int INT1 = 3 << PRIMITIVE_SHIFT;
    private static final int INT2 = 4 << PRIMITIVE_SHIFT;
    private static final int INT4 = 5 << PRIMITIVE_SHIFT;
    private static final int INT8 = 6 << PRIMITIVE_SHIFT;
    private static final int DOUBLE = 7 << PRIMITIVE_SHIFT;
    private static final int DECIMAL4 = 8 << PRIMITIVE_SHIFT;
    private static final int DECIMAL8 = 9 << PRIMITIVE_SHIFT;
    private static final int DECIMAL16 = 10 << PRIMITIVE_SHIFT;

    private static final int MAX_DECIMAL4_DIGITS = 9;
    private static final int MAX_DECIMAL8_DIGITS = 18;
    private static final int MAX_DECIMAL16_DIGITS = 38;
    private static final int DECIMAL16_BYTES = 16;
    private static final long MOST_DECIMAL4 = 999_999_999;

    private final VariantBytes out;

    VariantNumbers(VariantBytes out) {
        this.out = out;
    }

    /** The place behind the number. */
    int append(byte[] bytes, int place, int limit) {
        boolean isNegative = bytes[place] == '-';
        int first = isNegative ? place + 1 : place;
        int at = first;
        int point = -1;
        long digits = 0;
        for (; at < limit; at++) {
            if (NumberText.isDigit(bytes[at])) {
                digits = digits * 10 + (bytes[at] - '0');
            } else if (bytes[at] == '.') {
                point = at;
            } else {
                break;
            }
        }
        if (at - first > IntegerStep.LONG_DIGITS || NumberText.isFraction(bytes, at, limit)) {
            int end = JsonScan.number(bytes, place, limit);
            appendLarge(new String(bytes, place, end - place, StandardCharsets.ISO_8859_1));
            return end;
        }
        long number = isNegative ? -digits : digits;
        if (point < 0) {
            appendLong(number);
        } else {
            appendDecimal(number, at - point - 1);
        }
        return at;
    }

    private void appendLong(long number) {
        if ((byte) number == number) {
            append(INT1, number, Byte.BYTES);
        } else if ((short) number == number) {
            append(INT2, number, Short.BYTES);
        } else if ((int) number == number) {
            append(INT4, number, Integer.BYTES);
        } else {
            append(INT8, number, Long.BYTES);
        }
    }

    private void append(int type, long number, int size) {
        out.put(type);
        out.put(number, size);
    }

    /** @param unscaled of at most 18 digits */
    private void appendDecimal(long unscaled, int scale) {
        boolean isSmall = scale <= MAX_DECIMAL4_DIGITS && Math.abs(unscaled) <= MOST_DECIMAL4;
        out.put(isSmall ? DECIMAL4 : DECIMAL8);
        out.put(scale);
        out.put(unscaled, isSmall ? Integer.BYTES : Long.BYTES);
    }

    private void appendLarge(String text) {
        if (NumberText.isInteger(text)) {
            BigInteger number = new BigInteger(text);
            if (number.bitLength() < Long.SIZE) {
                appendLong(number.longValue());
                return;
            }
        }
        boolean hasExponent = text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        BigDecimal number = hasExponent ? null : new BigDecimal(text);
        if (number == null || number.scale() > MAX_DECIMAL16_DIGITS || number.precision() > MAX_DECIMAL16_DIGITS) {
            append(DOUBLE, Double.doubleToLongBits(Double.parseDouble(text)), Long.BYTES);
            return;
        }
        if (number.scale() <= MAX_DECIMAL8_DIGITS && number.precision() <= MAX_DECIMAL8_DIGITS) {
            appendDecimal(number.unscaledValue().longValueExact(), number.scale());
            return;
        }
        out.put(DECIMAL16);
        out.put(number.scale());
        BigInteger unscaled = number.unscaledValue();
        for (int i = 0; i < DECIMAL16_BYTES; i++) {
            out.put(unscaled.shiftRight(i * Byte.SIZE).intValue());
        }
    }
}
