package io.kaspar.schema.time;

import io.kaspar.schema.format.PayloadException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates and times as text in ISO 8601, as everybody reads it; {@link IsoTime} backwards. */
public final class IsoText {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9_999;

    private IsoText() {}

    /**
     * A date such as {@code 2024-01-02}.
     *
     * @param path where the value stands, for messages
     * @throws PayloadException when the year has not one to four digits
     */
    public static String date(int epochDay, String path) throws PayloadException {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        requireYear(date.getYear(), path);
        return date.toString();
    }

    /**
     * A date and time without a zone, such as {@code 2024-01-02T10:00:00}, with as many decimals of the
     * seconds as it needs. RFC 3339 asks for the seconds.
     *
     * @param epochMicros microseconds since 1970-01-01T00:00
     * @param path where the value stands, for messages
     * @throws PayloadException when the year has not one to four digits
     */
    public static String dateTime(long epochMicros, String path) throws PayloadException {
        long nanos = Math.floorMod(epochMicros, MICROS_PER_SECOND) * NANOS_PER_MICRO;
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(epochMicros, MICROS_PER_SECOND), nanos);
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        requireYear(time.getYear(), path);
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static void requireYear(int year, String path) throws PayloadException {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new PayloadException(path + ": times are written for the years " + FIRST_YEAR + " to " + LAST_YEAR);
        }
    }
}
