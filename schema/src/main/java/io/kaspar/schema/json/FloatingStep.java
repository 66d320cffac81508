package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.nio.charset.StandardCharsets;

/** Numbers as doubles or floats, the nearest one; too large ones are infinite. Also some texts, such as {@code "NaN"}. */
final class FloatingStep implements Step {
    /** Whole numbers up to here are doubles, and so are powers of ten up to 22: one operation on them rounds once. */
    private static final long MOST_EXACT_DOUBLE = 1L << 53;

    private static final long MOST_EXACT_FLOAT = 1L << 24;
    private static final double[] DOUBLE_POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final float[] FLOAT_POWERS = {1e0f, 1e1f, 1e2f, 1e3f, 1e4f, 1e5f, 1e6f, 1e7f, 1e8f, 1e9f, 1e10f};

    private final Width width;
    private final boolean takesText;
    private final String columnType;
    private final StringContent content = new StringContent();

    /** How the sink takes the value. */
    enum Width {
        FLOAT,
        DOUBLE
    }

    /** @param takesText whether {@code "NaN"} and infinite values in quotes are numbers */
    FloatingStep(Width width, boolean takesText, String columnType) {
        this.width = width;
        this.takesText = takesText;
        this.columnType = columnType;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        int limit = cursor.limit();
        if (takesText && bytes[place] == '"') {
            put(text(cursor), sink);
            return;
        }
        if (!NumberText.startsAt(bytes, place)) {
            throw JsonFault.wrongKind(bytes, place, columnType);
        }
        boolean isNegative = bytes[place] == '-';
        int first = isNegative ? place + 1 : place;
        int at = first;
        long digits = 0;
        while (at < limit && NumberText.isDigit(bytes[at])) {
            digits = digits * 10 + (bytes[at++] - '0');
        }
        int point = at;
        if (at < limit && bytes[at] == '.') {
            at++;
            while (at < limit && NumberText.isDigit(bytes[at])) {
                digits = digits * 10 + (bytes[at++] - '0');
            }
        }
        int scale = Math.max(0, at - point - 1);
        if (at - first > IntegerStep.LONG_DIGITS
                || NumberText.isFraction(bytes, at, limit)
                || !isExact(digits, scale)) {
            putParsed(NumberText.read(cursor), sink);
            return;
        }
        cursor.moveTo(at);
        putExact(isNegative && (point != at || digits != 0) ? -1 : 1, digits, scale, sink);
    }

    private boolean isExact(long digits, int scale) {
        return width == Width.DOUBLE
                ? digits <= MOST_EXACT_DOUBLE
                : digits <= MOST_EXACT_FLOAT && scale < FLOAT_POWERS.length;
    }

    private void putExact(int sign, long digits, int scale, ValueSink sink) {
        if (width == Width.DOUBLE) {
            sink.putDouble(sign * (digits / DOUBLE_POWERS[scale]));
        } else {
            sink.putFloat(sign * (digits / FLOAT_POWERS[scale]));
        }
    }

    private void putParsed(String number, ValueSink sink) {
        if (width == Width.DOUBLE) {
            sink.putDouble(Double.parseDouble(number));
        } else {
            sink.putFloat(Float.parseFloat(number));
        }
    }

    private void put(double value, ValueSink sink) {
        if (width == Width.DOUBLE) {
            sink.putDouble(value);
        } else {
            sink.putFloat((float) value);
        }
    }

    private double text(PayloadCursor cursor) {
        int place = cursor.position();
        content.read(cursor.bytes(), place, cursor.limit());
        cursor.moveTo(content.end());
        String word = new String(content.bytes(), content.position(), content.length(), StandardCharsets.UTF_8);
        return switch (word) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity", "+INF" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-INF" -> Double.NEGATIVE_INFINITY;
            default -> throw JsonFault.wrongKind(cursor.bytes(), place, columnType);
        };
    }
}
