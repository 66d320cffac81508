package io.kaspar.schema.json.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.kaspar.schema.format.ValueSink;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DayTimeIntervalType;
import org.apache.spark.sql.types.DecimalType;

/** Values without parts as JSON: times in ISO 8601 and UTC, binary in base64, decimals as numbers. */
public final class JsonText {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int MICROS_DIGITS = 6;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long MINUTES_PER_HOUR = 60;
    private static final long HOURS_PER_DAY = 24;
    private static final long SECONDS_PER_HOUR = SECONDS_PER_MINUTE * MINUTES_PER_HOUR;
    private static final long SECONDS_PER_DAY = SECONDS_PER_HOUR * HOURS_PER_DAY;

    private JsonText() {}

    static String ofInt(int value, DataType type) {
        return type.equals(DataTypes.DateType)
                ? quoted(LocalDate.ofEpochDay(value).toString())
                : Integer.toString(value);
    }

    static String ofLong(long value, DataType type) {
        if (type.equals(DataTypes.TimestampType)) {
            return quoted(instant(value).toString());
        }
        if (type instanceof DayTimeIntervalType) {
            return quoted(interval(value));
        }
        return type.equals(DataTypes.TimestampNTZType)
                ? quoted(LocalDateTime.ofInstant(instant(value), ZoneOffset.UTC).toString())
                : Long.toString(value);
    }

    static String ofBytes(byte[] source, int position, int length, DataType type) {
        if (type.equals(DataTypes.StringType)) {
            return quoted(new String(source, position, length, StandardCharsets.UTF_8));
        }
        byte[] value = new byte[length];
        System.arraycopy(source, position, value, 0, length);
        return quoted(Base64.getEncoder().encodeToString(value));
    }

    static String ofUnscaled(byte[] source, int position, int length, DataType type) {
        BigInteger unscaled = new BigInteger(source, position, length);
        return new BigDecimal(unscaled, ((DecimalType) type).scale()).toPlainString();
    }

    /** A text between quotes. */
    public static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        return text.append('"').toString();
    }

    /** As Spark writes one that goes from days to seconds. */
    private static String interval(long micros) {
        BigInteger left = BigInteger.valueOf(micros).abs();
        BigInteger[] secondsAndMicros = left.divideAndRemainder(BigInteger.valueOf(MICROS_PER_SECOND));
        long seconds = secondsAndMicros[0].longValueExact();
        BigDecimal fraction = BigDecimal.valueOf(seconds % SECONDS_PER_MINUTE)
                .add(new BigDecimal(secondsAndMicros[1], MICROS_DIGITS))
                .stripTrailingZeros();
        String second = fraction.setScale(Math.max(0, fraction.scale())).toPlainString();
        boolean isShort = fraction.compareTo(BigDecimal.TEN) < 0;
        return String.format(
                Locale.ROOT,
                "INTERVAL '%s%d %02d:%02d:%s' DAY TO SECOND",
                micros < 0 ? "-" : "",
                seconds / SECONDS_PER_DAY,
                seconds / SECONDS_PER_HOUR % HOURS_PER_DAY,
                seconds / SECONDS_PER_MINUTE % MINUTES_PER_HOUR,
                (isShort ? "0" : "") + second);
    }

    /** Puts JSON into a sink for text, or as a part into one that makes JSON itself. */
    public static void put(String json, ValueSink sink) {
        if (sink instanceof JsonSink outer) {
            outer.putJson(json);
            return;
        }
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        sink.putBytes(text, 0, text.length);
    }

    private static Instant instant(long micros) {
        long nanos = Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO;
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND), nanos);
    }
}
