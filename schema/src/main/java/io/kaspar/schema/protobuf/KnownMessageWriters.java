package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.protobuf.model.ProtoField;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;

/** Writers of messages that are one value; what they write is the message's fields. */
final class KnownMessageWriters {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long SECONDS_PER_MINUTE = 60;
    private static final long SECONDS_PER_HOUR = 3_600;
    private static final long MICROS_PER_DAY = 24 * SECONDS_PER_HOUR * MICROS_PER_SECOND;
    private static final int LAST_YEAR = 9_999;
    private static final int MAX_TEXT = 10_000;

    private KnownMessageWriters() {}

    /**
     * @param column the type of the field's column
     * @param path where the field stands, for messages
     */
    static FieldWriter of(WellKnownType known, ProtoField field, DataType column, String path) {
        return switch (known) {
            case TIMESTAMP ->
                (source, place, out) -> {
                    long micros = source.longAt(place);
                    putNumber(1, Math.floorDiv(micros, MICROS_PER_SECOND), out);
                    putNumber(2, Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO, out);
                };
            case DURATION ->
                (source, place, out) -> { // Both parts have the sign of the whole.
                    long micros = source.longAt(place);
                    putNumber(1, micros / MICROS_PER_SECOND, out);
                    putNumber(2, micros % MICROS_PER_SECOND * NANOS_PER_MICRO, out);
                };
            case DATE -> (source, place, out) -> putDate(source.intAt(place), out, path);
            case TIME_OF_DAY -> (source, place, out) -> putTimeOfDay(source.longAt(place), out, path);
            case DECIMAL -> decimal(column, path);
            case STRUCT, VALUE, LIST_VALUE ->
                (source, place, out) -> JsonMessages.put(known, source.bytesAt(place), out, path);
            case WRAPPER -> {
                ProtoField value = field.type().message().orElseThrow().fields().get(0);
                yield FieldWriter.behind(
                        WireOutput.tag(value.number(), value.type().kind().wireType()),
                        ScalarFieldWriters.of(value.type(), value.checksUtf8(), path));
            }
            case NONE -> throw new IllegalArgumentException(field.name() + " is a message like any other");
        };
    }

    /** A number of a field that is left out when it is 0. */
    private static void putNumber(int field, long value, PayloadOutput out) {
        if (value != 0) {
            WireOutput.putField(field, value, out);
        }
    }

    private static void putDate(int epochDay, PayloadOutput out, String path) throws PayloadException {
        LocalDate date;
        try {
            date = LocalDate.ofEpochDay(epochDay);
        } catch (DateTimeException e) {
            throw new PayloadException(path + ": the date is none of the calendar");
        }
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new PayloadException(path + ": a google.type.Date is of the years 1 to " + LAST_YEAR);
        }
        putNumber(1, date.getYear(), out);
        putNumber(2, date.getMonthValue(), out);
        putNumber(3, date.getDayOfMonth(), out);
    }

    private static void putTimeOfDay(long micros, PayloadOutput out, String path) throws PayloadException {
        if (micros < 0 || micros > MICROS_PER_DAY) {
            throw new PayloadException(path + ": the time is none of a day");
        }
        long seconds = micros / MICROS_PER_SECOND;
        putNumber(1, seconds / SECONDS_PER_HOUR, out);
        putNumber(2, seconds % SECONDS_PER_HOUR / SECONDS_PER_MINUTE, out);
        putNumber(3, seconds % SECONDS_PER_MINUTE, out);
        putNumber(4, micros % MICROS_PER_SECOND * NANOS_PER_MICRO, out);
    }

    private static FieldWriter decimal(DataType column, String path) {
        if (column instanceof DecimalType type) {
            return (source, place, out) -> putDecimal(source.decimalAt(place, type.precision(), type.scale()), out);
        }
        return (source, place, out) -> putDecimal(ofText(source.bytesAt(place), path), out);
    }

    /** Source: {@code confluent/type/decimal.proto}: value 1, precision 2, scale 3. */
    private static void putDecimal(BigDecimal value, PayloadOutput out) {
        byte[] unscaled = value.unscaledValue().toByteArray();
        WireOutput.putField(1, unscaled, out);
        putNumber(2, value.precision(), out);
        putNumber(3, value.scale(), out);
    }

    private static BigDecimal ofText(byte[] utf8, String path) throws PayloadException {
        try {
            if (utf8.length <= MAX_TEXT) {
                BigDecimal value = new BigDecimal(new String(utf8, StandardCharsets.UTF_8));
                if (Math.abs((long) value.scale()) <= MAX_TEXT) {
                    return value;
                }
            }
        } catch (NumberFormatException e) {
            throw new PayloadException(path + ": the text is no decimal number");
        }
        throw new PayloadException(path + ": the decimal has more than " + MAX_TEXT + " digits");
    }
}
