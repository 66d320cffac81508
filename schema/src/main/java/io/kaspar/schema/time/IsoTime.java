package io.kaspar.schema.time;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Reads dates and times in ISO 8601, as Spark reads them: month and day may be missing, numbers of one digit may have one, a space may stand for the T, more
 * digits of a second than six are cut off. Used again for the next text.
 */
public final class IsoTime {
    private static final int LEAST_YEAR_DIGITS = 4;
    private static final int MOST_YEAR_DIGITS = 7;
    private static final int MICROS_DIGITS = 6;
    private static final int MINUTES_PER_HOUR = 60;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int HOURS_PER_DAY = 24;
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long SECONDS_PER_DAY = 86_400;
    private static final int MOST_OFFSET_HOURS = 18;

    private byte[] text = new byte[0];
    private int at;
    private int end;
    private int digitCount;

    private int epochDay;
    private long secondOfDay;
    private long micros;
    private Zone zone = Zone.NONE;
    private int offsetSeconds;
    private @Nullable ZoneId region;

    /** How a text says which zone's time it is. */
    public enum Zone {
        NONE,
        OFFSET,
        REGION
    }

    /** Whether the text is a date, perhaps with a time. */
    public boolean read(byte[] source, int position, int length) {
        text = source;
        at = position;
        end = position + length;
        trim();
        secondOfDay = 0;
        micros = 0;
        zone = Zone.NONE;
        return readDate() && (at == end || (readSeparator() && readTime() && readZone()));
    }

    private void trim() {
        while (at < end && text[at] >= 0 && text[at] <= ' ') {
            at++;
        }
        while (at < end && text[end - 1] >= 0 && text[end - 1] <= ' ') {
            end--;
        }
    }

    /** Days since 1970-01-01, of the date as it is written. */
    public int epochDay() {
        return epochDay;
    }

    /** How the text says which zone its time is of. */
    public Zone zone() {
        return zone;
    }

    /**
     * Microseconds since 1970-01-01, in UTC where the text says no zone.
     *
     * @throws ArithmeticException when they are no long
     */
    public long epochMicros() {
        long seconds = epochDay * SECONDS_PER_DAY + secondOfDay - offset();
        if (seconds < 0 && micros > 0) { // The least second of all is no long in microseconds, but its end is.
            return Math.addExact(Math.multiplyExact(seconds + 1, MICROS_PER_SECOND), micros - MICROS_PER_SECOND);
        }
        return Math.addExact(Math.multiplyExact(seconds, MICROS_PER_SECOND), micros);
    }

    private long offset() {
        ZoneId zoneId = region;
        if (zone != Zone.REGION || zoneId == null) {
            return zone == Zone.OFFSET ? offsetSeconds : 0;
        }
        LocalDateTime local = LocalDateTime.of(LocalDate.ofEpochDay(epochDay), LocalTime.ofSecondOfDay(secondOfDay));
        return epochDay * SECONDS_PER_DAY + secondOfDay - local.atZone(zoneId).toEpochSecond();
    }

    private boolean readDate() {
        boolean isNegative = at < end && text[at] == '-';
        if (at < end && (isNegative || text[at] == '+')) {
            at++;
        }
        int year = number();
        int month = 1;
        int day = 1;
        if (digitCount < LEAST_YEAR_DIGITS || digitCount > MOST_YEAR_DIGITS) {
            return false;
        }
        if (take('-')) {
            month = twoDigits();
            if (take('-')) {
                day = twoDigits();
            } else if (at < end) {
                return false;
            }
        } else if (at < end) {
            return false;
        }
        epochDay = CivilDate.epochDay(isNegative ? -year : year, month, day);
        return CivilDate.isDate(isNegative ? -year : year, month, day);
    }

    private boolean readSeparator() {
        return take('T') || take(' ');
    }

    private boolean readTime() {
        int hour = twoDigits();
        if (!take(':')) {
            return false;
        }
        int minute = twoDigits();
        int second = 0;
        if (take(':')) {
            second = twoDigits();
            if (take('.')) {
                readFraction();
            }
        }
        secondOfDay = ((long) hour * MINUTES_PER_HOUR + minute) * SECONDS_PER_MINUTE + second;
        return isBelow(hour, HOURS_PER_DAY) && isBelow(minute, MINUTES_PER_HOUR) && isBelow(second, SECONDS_PER_MINUTE);
    }

    private static boolean isBelow(int number, int limit) {
        return number >= 0 && number < limit;
    }

    private void readFraction() {
        int count = 0;
        for (; at < end && isDigit(text[at]); at++) {
            if (count < MICROS_DIGITS) {
                micros = micros * 10 + (text[at] - '0');
                count++;
            }
        }
        for (; count < MICROS_DIGITS; count++) {
            micros *= 10;
        }
    }

    private boolean readZone() {
        if (at == end) {
            return true;
        }
        zone = Zone.OFFSET;
        offsetSeconds = 0;
        int start = at;
        if (take('Z') && at == end) {
            return true;
        }
        at = start;
        return readOffset() || readRegion(start);
    }

    private boolean readOffset() {
        boolean isNegative = at < end && text[at] == '-';
        if (!take('-') && !take('+')) {
            return false;
        }
        int hours = twoDigits();
        int minutes = take(':') ? twoDigits() : 0;
        offsetSeconds = (hours * MINUTES_PER_HOUR + minutes) * SECONDS_PER_MINUTE * (isNegative ? -1 : 1);
        return at == end
                && isBelow(minutes, MINUTES_PER_HOUR)
                && hours >= 0
                && hours * MINUTES_PER_HOUR + minutes <= MOST_OFFSET_HOURS * MINUTES_PER_HOUR;
    }

    private boolean readRegion(int start) {
        String name = new String(text, start, end - start, StandardCharsets.UTF_8).strip();
        try {
            region = ZoneId.of(name, ZoneId.SHORT_IDS);
            zone = Zone.REGION;
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isDigit(byte octet) {
        return octet >= '0' && octet <= '9';
    }

    private boolean take(char wanted) {
        boolean isThere = at < end && text[at] == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** Negative when there are none, or more. */
    private int twoDigits() {
        int number = number();
        return digitCount == 1 || digitCount == 2 ? number : -1;
    }

    private int number() {
        int number = 0;
        digitCount = 0;
        while (at < end && isDigit(text[at]) && digitCount <= MOST_YEAR_DIGITS) {
            number = number * 10 + (text[at++] - '0');
            digitCount++;
        }
        return number;
    }
}
