package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A whole number between two bounds, times what makes the column's unit of it. */
final class IntegerStep implements Step {
    /** Any number of so many digits is a long. */
    static final int LONG_DIGITS = 18;

    private final long least;
    private final long most;
    private final long unit;
    private final boolean takesFractions;
    private final Target target;
    private final String columnType;

    /** How the sink takes the value. */
    enum Target {
        INT,
        LONG
    }

    /**
     * @param least the smallest value, in the column's unit
     * @param most the largest one
     * @param unit what to multiply by
     * @param takesFractions whether {@code 1.0} and {@code 1e2} are whole numbers too
     */
    IntegerStep(long least, long most, long unit, boolean takesFractions, Target target, String columnType) {
        this.least = least;
        this.most = most;
        this.unit = unit;
        this.takesFractions = takesFractions;
        this.target = target;
        this.columnType = columnType;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        int limit = cursor.limit();
        boolean isNegative = bytes[place] == '-';
        int first = isNegative ? place + 1 : place;
        int at = first;
        long magnitude = 0;
        while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
            magnitude = magnitude * 10 + (bytes[at++] - '0');
        }
        if (at == first) {
            throw JsonFault.wrongKind(bytes, place, columnType);
        }
        if (at - first > LONG_DIGITS || NumberText.isFraction(bytes, at, limit)) {
            put(large(cursor), place, sink);
            return;
        }
        cursor.moveTo(at);
        put(isNegative ? -magnitude : magnitude, place, sink);
    }

    private void put(long number, int place, ValueSink sink) {
        long value = number * unit;
        if (Math.multiplyHigh(number, unit) != value >> (Long.SIZE - 1) || value < least || value > most) {
            throw unfit(place);
        }
        if (target == Target.INT) {
            sink.putInt((int) value);
        } else {
            sink.putLong(value);
        }
    }

    private long large(PayloadCursor cursor) {
        int place = cursor.position();
        String text = NumberText.read(cursor);
        BigInteger number = takesFractions ? whole(text, place) : integer(text, place);
        if (number.bitLength() >= Long.SIZE) {
            throw unfit(place);
        }
        return number.longValue();
    }

    private BigInteger integer(String text, int place) {
        if (!NumberText.isInteger(text)) {
            throw JsonFault.unfit(place, "a number with a fraction or an exponent", columnType);
        }
        return new BigInteger(text);
    }

    private BigInteger whole(String text, int place) {
        BigDecimal number = new BigDecimal(text).stripTrailingZeros();
        if (number.scale() > 0) {
            throw JsonFault.unfit(place, "a number with a fraction", columnType);
        }
        if ((long) number.precision() - number.scale() > LONG_DIGITS + 1) {
            throw unfit(place);
        }
        return number.toBigIntegerExact();
    }

    private JsonFault unfit(int place) {
        return JsonFault.unfit(place, "a number", columnType);
    }
}
