package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.types.DecimalType;

/** Numbers as decimals, rounded half up to the column's scale; texts too, where they hold a number. */
final class DecimalStep implements Step {
    /** Digits before or behind the point, as an exponent makes them: more fit no column and only take time. */
    private static final int MOST_ZEROS = 10_000;

    private static final long[] POWERS = powers();

    private final int precision;
    private final int scale;
    private final boolean takesText;
    private final String columnType;
    private final StringContent content = new StringContent();
    private final byte[] unscaled = new byte[Long.BYTES];

    DecimalStep(DecimalType type, boolean takesText) {
        this.precision = type.precision();
        this.scale = type.scale();
        this.takesText = takesText;
        this.columnType = type.sql();
    }

    private static long[] powers() {
        long[] powers = new long[IntegerStep.LONG_DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        if (takesText && bytes[place] == '"') {
            content.read(bytes, place, cursor.limit());
            cursor.moveTo(content.end());
            putText(place, sink);
            return;
        }
        if (!NumberText.startsAt(bytes, place)) {
            throw JsonFault.wrongKind(bytes, place, columnType);
        }
        int end = JsonScan.number(bytes, place, cursor.limit());
        cursor.moveTo(end);
        if (!putShort(bytes, place, end, sink)) {
            putLarge(new String(bytes, place, end - place, StandardCharsets.ISO_8859_1), place, sink);
        }
    }

    private void putText(int place, ValueSink sink) throws PayloadException {
        if (content.length() > JsonScan.MAX_NUMBER_LENGTH) {
            throw unfit(place);
        }
        byte[] bytes = content.bytes();
        int start = content.position();
        int end = start + content.length();
        if (!putShort(bytes, start, end, sink)) {
            String text = new String(bytes, start, end - start, StandardCharsets.UTF_8);
            putLarge(text.replace(",", ""), place, sink);
        }
    }

    /** Whether the text is a sign, digits and a point, few enough for a long in the column's scale; then its value is put. */
    boolean putShort(byte[] bytes, int start, int end, ValueSink sink) throws PayloadException {
        int first = start < end && bytes[start] == '-' ? start + 1 : start;
        if (first == end || end - first > IntegerStep.LONG_DIGITS) {
            return false;
        }
        long digits = 0;
        int point = end;
        for (int at = first; at < end; at++) {
            if (NumberText.isDigit(bytes[at])) {
                digits = digits * 10 + (bytes[at] - '0');
            } else if (bytes[at] == '.' && point == end && at > first && at < end - 1) {
                point = at;
            } else {
                return false;
            }
        }
        int missing = scale - Math.max(0, end - point - 1);
        if (missing < 0 || missing > IntegerStep.LONG_DIGITS || digits >= POWERS[IntegerStep.LONG_DIGITS - missing]) {
            return false;
        }
        long value = digits * POWERS[missing];
        if (precision < POWERS.length && value >= POWERS[precision]) {
            return false; // the other way says so
        }
        put(first == start ? value : -value, sink);
        return true;
    }

    private void put(long value, ValueSink sink) throws PayloadException {
        for (int i = 0; i < Long.BYTES; i++) {
            unscaled[i] = (byte) (value >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
        sink.putUnscaled(unscaled, 0, Long.BYTES);
    }

    private void putLarge(String text, int place, ValueSink sink) throws PayloadException {
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw JsonFault.unfit(place, "a text that is no number", columnType);
        }
        if (Math.abs((long) number.scale()) > MOST_ZEROS) {
            throw unfit(place);
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        if (rounded.precision() > precision) {
            throw unfit(place);
        }
        byte[] value = rounded.unscaledValue().toByteArray();
        sink.putUnscaled(value, 0, value.length);
    }

    private JsonFault unfit(int place) {
        return JsonFault.unfit(place, "a number", columnType);
    }
}
