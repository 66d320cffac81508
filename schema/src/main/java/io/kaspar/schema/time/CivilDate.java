package io.kaspar.schema.time;

/** Years, months and days of the calendar of ISO 8601, which goes on into the past without end. */
public final class CivilDate {
    private static final int MONTHS = 12;
    private static final int FEBRUARY = 2;
    private static final int[] MONTH_LENGTHS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Days before each month of a year that begins in March, where the leap day is the last one. */
    private static final int[] DAYS_BEFORE = {0, 31, 61, 92, 122, 153, 184, 214, 245, 275, 306, 337};

    private static final int YEARS_OF_CYCLE = 400;
    private static final int DAYS_OF_CYCLE = 146_097;
    private static final int DAYS_OF_YEAR = 365;

    /** From 0000-03-01 to 1970-01-01. */
    private static final int DAYS_TO_EPOCH = 719_468;

    private CivilDate() {}

    /** Whether there is such a day; months and days count from 1. */
    public static boolean isDate(int year, int month, int day) {
        return month >= 1 && month <= MONTHS && day >= 1 && day <= monthLength(year, month);
    }

    private static int monthLength(int year, int month) {
        return month == FEBRUARY && isLeap(year) ? MONTH_LENGTHS[month - 1] + 1 : MONTH_LENGTHS[month - 1];
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % YEARS_OF_CYCLE == 0);
    }

    /** Days since 1970-01-01; any number when there is no such date. */
    public static int epochDay(int year, int month, int day) {
        int marchYear = month > FEBRUARY ? year : year - 1;
        int monthFromMarch = Math.floorMod(month - FEBRUARY - 1, MONTHS);
        int cycle = Math.floorDiv(marchYear, YEARS_OF_CYCLE);
        int yearOfCycle = marchYear - cycle * YEARS_OF_CYCLE;
        int dayOfCycle = yearOfCycle * DAYS_OF_YEAR
                + yearOfCycle / 4
                - yearOfCycle / 100
                + DAYS_BEFORE[monthFromMarch]
                + day
                - 1;
        return cycle * DAYS_OF_CYCLE + dayOfCycle - DAYS_TO_EPOCH;
    }
}
