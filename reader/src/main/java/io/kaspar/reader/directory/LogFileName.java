package io.kaspar.reader.directory;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Names of the files of a segment: the base offset in twenty digits, and what kind of file it is. */
public final class LogFileName {
    public static final String LOG = ".log";
    public static final String OFFSET_INDEX = ".index";
    public static final String TIME_INDEX = ".timeindex";
    public static final String TRANSACTION_INDEX = ".txnindex";
    /** A segment that compaction is writing. */
    public static final String LOG_CLEANED = ".log.cleaned";
    /** A segment that compaction or retention has put away, to be gone in a minute. */
    public static final String LOG_DELETED = ".log.deleted";
    /** What compaction has written and that is about to replace others. */
    public static final String SWAP = ".swap";

    public static final String LOG_SWAP = LOG + SWAP;

    private static final String CLEANED = ".cleaned";
    private static final int DIGITS = 20;
    private static final Pattern PATTERN = Pattern.compile("[0-9]{" + DIGITS + "}\\.[a-z.]+");

    private LogFileName() {}

    /** Whether it is a file of this kind, in use. */
    public static boolean is(String name, String suffix) {
        return name.length() == DIGITS + suffix.length()
                && name.endsWith(suffix)
                && PATTERN.matcher(name).matches()
                && name.compareTo("0" + Long.MAX_VALUE + suffix) <= 0;
    }

    /** Whether it is a file of any kind that compaction is writing. */
    public static boolean isCleaned(String name) {
        return isAny(name, CLEANED);
    }

    /** Whether it is a file of any kind that compaction is about to put in place. */
    public static boolean isSwap(String name) {
        return isAny(name, SWAP);
    }

    private static boolean isAny(String name, String suffix) {
        return name.endsWith(suffix)
                && Stream.of(LOG, OFFSET_INDEX, TIME_INDEX, TRANSACTION_INDEX)
                        .anyMatch(kind -> is(name, kind + suffix));
    }

    public static long baseOffset(String name) {
        return Long.parseLong(name.substring(0, DIGITS));
    }

    public static String of(long baseOffset, String suffix) {
        String digits = Long.toString(baseOffset);
        return "0".repeat(DIGITS - digits.length()) + digits + suffix;
    }
}
