package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.variant.SparkVariant;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;

/**
 * A part of a variant as another type. Values whose cast can only give one thing are put as what they are; all others as a variant,
 * which the sink casts.
 */
final class VariantPartStep {
    private final VariantWriter writer = new VariantWriter();
    private final Shortcut shortcut;
    private final boolean isVariant;

    private VariantPartStep(Shortcut shortcut, boolean isVariant) {
        this.shortcut = shortcut;
        this.isVariant = isVariant;
    }

    /** What needs no variant. */
    @FunctionalInterface
    private interface Shortcut {
        Shortcut NONE = (cursor, sink) -> false;

        /** Whether the value at the cursor was put; where it was not, the cursor may have moved. */
        boolean tryPut(PayloadCursor cursor, ValueSink sink) throws PayloadException;
    }

    static VariantPartStep of(DataType type) {
        return new VariantPartStep(shortcut(type), SparkVariant.is(type));
    }

    private static Shortcut shortcut(DataType type) {
        if (type instanceof StringType) {
            return string();
        }
        if (type instanceof BooleanType) {
            return bool();
        }
        if (type instanceof ByteType) {
            return integer(Byte.MIN_VALUE, Byte.MAX_VALUE, false);
        }
        if (type instanceof ShortType) {
            return integer(Short.MIN_VALUE, Short.MAX_VALUE, false);
        }
        if (type instanceof IntegerType) {
            return integer(Integer.MIN_VALUE, Integer.MAX_VALUE, false);
        }
        if (type instanceof LongType) {
            return integer(Long.MIN_VALUE, Long.MAX_VALUE, true);
        }
        if (type instanceof DoubleType) {
            return floating(FloatingStep.Width.DOUBLE, type);
        }
        if (type instanceof FloatType) {
            return floating(FloatingStep.Width.FLOAT, type);
        }
        return type instanceof DecimalType decimal ? decimal(decimal) : Shortcut.NONE;
    }

    void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int place = cursor.position();
        if (cursor.bytes()[place] == 'n' && !isVariant) {
            sink.putNull();
        } else if (!shortcut.tryPut(cursor, sink)) {
            writer.write(cursor.bytes(), place, cursor.limit());
            writer.put(sink);
        }
    }

    private static Shortcut string() {
        StringContent content = new StringContent();
        return (cursor, sink) -> {
            if (cursor.bytes()[cursor.position()] != '"') {
                return false;
            }
            content.read(cursor.bytes(), cursor.position(), cursor.limit());
            sink.putBytes(content.bytes(), content.position(), content.length());
            return true;
        };
    }

    private static Shortcut bool() {
        return (cursor, sink) -> {
            byte first = cursor.bytes()[cursor.position()];
            if (first != 't' && first != 'f') {
                return false;
            }
            sink.putBoolean(first == 't');
            return true;
        };
    }

    /** Whole numbers within the type's range. */
    private static Shortcut integer(long least, long most, boolean isLong) {
        return (cursor, sink) -> {
            byte[] bytes = cursor.bytes();
            int end = endOfShortNumber(cursor);
            if (end < 0) {
                return false;
            }
            int place = cursor.position();
            boolean isNegative = bytes[place] == '-';
            long magnitude = 0;
            for (int at = isNegative ? place + 1 : place; at < end; at++) {
                if (bytes[at] == '.') {
                    return false;
                }
                magnitude = magnitude * 10 + (bytes[at] - '0');
            }
            long number = isNegative ? -magnitude : magnitude;
            if (number < least || number > most) {
                return false;
            }
            if (isLong) {
                sink.putLong(number);
            } else {
                sink.putInt((int) number);
            }
            return true;
        };
    }

    /** A variant has no negative zero but a double's, so numbers that begin with {@code -0} go the long way. */
    private static Shortcut floating(FloatingStep.Width width, DataType type) {
        FloatingStep step = new FloatingStep(width, false, type.sql());
        return (cursor, sink) -> {
            byte[] bytes = cursor.bytes();
            int place = cursor.position();
            if (endOfShortNumber(cursor) < 0 || (bytes[place] == '-' && bytes[place + 1] == '0')) {
                return false;
            }
            step.run(cursor, sink);
            return true;
        };
    }

    /** Numbers that need no rounding. */
    private static Shortcut decimal(DecimalType type) {
        DecimalStep step = new DecimalStep(type, false);
        return (cursor, sink) -> {
            int end = endOfShortNumber(cursor);
            return end >= 0 && step.putShort(cursor.bytes(), cursor.position(), end, sink);
        };
    }

    /**
     * The place behind a number without an exponent and of few enough digits for a long; negative for other values. Something
     * follows it: what it is a part of ends behind it.
     */
    private static int endOfShortNumber(PayloadCursor cursor) {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        int most = place + IntegerStep.LONG_DIGITS + 1;
        int at = bytes[place] == '-' ? place + 1 : place;
        if (!NumberText.isDigit(bytes[at])) {
            return -1;
        }
        while (at < most && (NumberText.isDigit(bytes[at]) || bytes[at] == '.')) {
            at++;
        }
        return at < most && (bytes[at] | 0x20) != 'e' ? at : -1;
    }
}
