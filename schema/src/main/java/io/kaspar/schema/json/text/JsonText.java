package io.kaspar.schema.json.text;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** Values without parts as JSON: times in ISO 8601 and UTC, binary in base64, decimals as numbers. */
final class JsonText {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

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

    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        JsonStringEncoder.getInstance().quoteAsString(value, text);
        return text.append('"').toString();
    }

    private static Instant instant(long micros) {
        long nanos = Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO;
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_PER_SECOND), nanos);
    }
}
