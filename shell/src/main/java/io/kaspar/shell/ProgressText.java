package io.kaspar.shell;

import java.time.Duration;
import java.util.Locale;

/** What is done so far, in a line. */
final class ProgressText {
    private static final int BAR_WIDTH = 20;
    private static final int PERCENT = 100;
    private static final String[] UNITS = {"kB", "MB", "GB", "TB", "PB"};
    private static final double UNIT = 1000;

    private ProgressText() {}

    static String of(TaskProgress.Totals totals, Duration elapsed) {
        if (totals.tasks() == 0) {
            return "planning, " + elapsed.toSeconds() + " s";
        }
        StringBuilder text = new StringBuilder(bar(totals.endedTasks(), totals.tasks()));
        text.append(String.format(Locale.ROOT, " %d/%d tasks", totals.endedTasks(), totals.tasks()));
        ReadSoFar read = totals.read();
        if (read.rows() > 0 || read.bytes() > 0) {
            text.append(String.format(Locale.ROOT, ", %,d rows, %s", read.rows(), size(read.bytes())));
        }
        if (read.bytes() > 0) {
            text.append(", ").append(local(read));
        }
        return text.append(", ").append(elapsed.toSeconds()).append(" s").toString();
    }

    /** What a statement has read of topics, and from where; nothing where it read none. */
    static String read(ReadSoFar read) {
        return read.bytes() > 0 ? "read " + size(read.bytes()) + ", " + local(read) : "";
    }

    private static String local(ReadSoFar read) {
        return PERCENT * read.localBytes() / read.bytes() + "% local";
    }

    private static String bar(int ended, int tasks) {
        int length = (int) ((long) BAR_WIDTH * Math.min(ended, tasks) / tasks);
        return '[' + "=".repeat(length) + " ".repeat(BAR_WIDTH - length) + ']';
    }

    private static String size(long bytes) {
        double size = bytes / UNIT;
        int unit = 0;
        while (size >= UNIT && unit < UNITS.length - 1) {
            size /= UNIT;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
    }
}
