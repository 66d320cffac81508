package io.kaspar.schema.csv;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.time.IsoTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/** What the fields of each type are read by. */
final class CsvValues {
    /** Digits before or behind the point, as an exponent makes them: more fit no column and only take time. */
    private static final int MOST_ZEROS = 10_000;

    private CsvValues() {}

    /** @throws SchemaException when a field of CSV cannot be of the column's type */
    static CsvValue of(StructField column) throws SchemaException {
        DataType type = column.dataType();
        if (type instanceof StringType || type instanceof BinaryType) {
            return CsvValues::putText;
        }
        if (type instanceof BooleanType) {
            return CsvValues::putBoolean;
        }
        if (type instanceof ByteType) {
            return whole(Byte.MIN_VALUE, Byte.MAX_VALUE);
        }
        if (type instanceof ShortType) {
            return whole(Short.MIN_VALUE, Short.MAX_VALUE);
        }
        if (type instanceof IntegerType) {
            return whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type instanceof LongType) {
            return CsvValues::putLong;
        }
        if (type instanceof FloatType || type instanceof DoubleType) {
            return floating(type instanceof FloatType);
        }
        if (type instanceof DecimalType decimal) {
            return decimal(decimal);
        }
        if (type instanceof DateType || type instanceof TimestampType || type instanceof TimestampNTZType) {
            return time(type);
        }
        throw new SchemaException("a field of CSV gives no " + type.sql() + ": declare column '" + column.name()
                + "' as STRING, and cast it in the query");
    }

    private static boolean putText(byte[] bytes, int position, int length, ValueSink sink) {
        sink.putBytes(bytes, position, length);
        return true;
    }

    private static boolean putBoolean(byte[] bytes, int position, int length, ValueSink sink) {
        String text = text(bytes, position, length).toLowerCase(Locale.ROOT);
        boolean isTrue = text.equals("true");
        if (!isTrue && !text.equals("false")) {
            return false;
        }
        sink.putBoolean(isTrue);
        return true;
    }

    private static CsvValue whole(int least, int most) {
        return (bytes, position, length, sink) -> {
            try {
                int value = Integer.parseInt(text(bytes, position, length));
                if (value < least || value > most) {
                    return false;
                }
                sink.putInt(value);
                return true;
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static boolean putLong(byte[] bytes, int position, int length, ValueSink sink) {
        long value;
        try {
            value = Long.parseLong(text(bytes, position, length));
        } catch (NumberFormatException e) {
            return false;
        }
        sink.putLong(value);
        return true;
    }

    private static CsvValue floating(boolean isFloat) {
        return (bytes, position, length, sink) -> {
            String text = text(bytes, position, length);
            double value;
            try {
                value = switch (text) {
                    case "NaN" -> Double.NaN;
                    case "Inf", "+Inf", "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
                    case "-Inf", "-Infinity" -> Double.NEGATIVE_INFINITY;
                    default -> isFloat ? Float.parseFloat(plain(text)) : Double.parseDouble(plain(text));
                };
            } catch (NumberFormatException e) {
                return false;
            }
            if (isFloat) {
                sink.putFloat((float) value);
            } else {
                sink.putDouble(value);
            }
            return true;
        };
    }

    /** Nothing for what Java takes besides: {@code 1d}, {@code 0x1p3}, and blanks around a number. */
    private static String plain(String text) {
        return text.chars().allMatch(character -> "+-.eE0123456789".indexOf(character) >= 0) ? text : "";
    }

    private static CsvValue decimal(DecimalType type) {
        return (bytes, position, length, sink) -> {
            BigDecimal number;
            try {
                number = new BigDecimal(text(bytes, position, length));
            } catch (NumberFormatException e) {
                return false;
            }
            if (Math.abs((long) number.scale()) > MOST_ZEROS) {
                return false;
            }
            BigDecimal rounded = number.setScale(type.scale(), RoundingMode.HALF_UP);
            if (rounded.precision() > type.precision()) {
                return false;
            }
            byte[] unscaled = rounded.unscaledValue().toByteArray();
            sink.putUnscaled(unscaled, 0, unscaled.length);
            return true;
        };
    }

    private static CsvValue time(DataType type) {
        IsoTime time = new IsoTime();
        return (bytes, position, length, sink) -> {
            if (!time.read(bytes, position, length)
                    || (type instanceof TimestampNTZType && time.zone() != IsoTime.Zone.NONE)) {
                return false;
            }
            if (type instanceof DateType) {
                sink.putInt(time.epochDay());
                return true;
            }
            try {
                sink.putLong(time.epochMicros());
                return true;
            } catch (ArithmeticException e) {
                return false;
            }
        };
    }

    private static String text(byte[] bytes, int position, int length) {
        return new String(bytes, position, length, StandardCharsets.UTF_8);
    }
}
