package io.kaspar.shell;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jline.utils.WCWidth;
import org.jspecify.annotations.Nullable;

/**
 * Draws rows as an aligned table. Its columns are as wide as their widest cell, up to a limit; longer cells are cut and
 * end in an ellipsis. Numbers stand right, control characters are escaped, so a row is always one line.
 */
final class TextTable {
    private static final String NULL = "NULL";
    private static final int LEAST_CUT_WIDTH = 12;
    private static final String SEPARATOR = " | ";
    private static final char ELLIPSIS = '…';

    private final ResultColumn[] columns;
    private final int widthLimit;
    private int maxWidth;
    private final int[] widths;

    /**
     * @param sample the rows that decide how wide columns are
     * @param maxWidth of a column; 0 for no limit, whatever the screen is like
     * @param screenWidth what lines should fit into by cutting cells shorter still, where that is possible; 0 for none
     */
    TextTable(ResultColumn[] columns, List<@Nullable String[]> sample, int maxWidth, int screenWidth) {
        this(columns, new int[columns.length], sample, maxWidth, screenWidth);
    }

    private TextTable(
            ResultColumn[] columns, int[] leastWidths, List<@Nullable String[]> sample, int maxWidth, int screenWidth) {
        this.columns = columns;
        this.widthLimit = maxWidth;
        this.maxWidth = maxWidth == 0 ? Integer.MAX_VALUE : maxWidth;
        this.widths = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            widths[i] = Math.max(leastWidths[i], width(shown(columns[i].name(), i)));
            for (@Nullable String[] row : sample) {
                widths[i] = Math.max(widths[i], width(shown(row[i], i)));
            }
        }
        if (maxWidth != 0 && screenWidth != 0) {
            fit(screenWidth);
        }
    }

    /** The same columns, wider where more rows need that. */
    TextTable goingOn(List<@Nullable String[]> rows, int screenWidth) {
        return new TextTable(columns, widths, rows, widthLimit, screenWidth);
    }

    /** Whether rows of both stand under one header. */
    boolean isAsWideAs(TextTable other) {
        return Arrays.equals(widths, other.widths);
    }

    private void fit(int screenWidth) {
        int separators = SEPARATOR.length() * columns.length;
        while (maxWidth > LEAST_CUT_WIDTH && Arrays.stream(widths).sum() + separators > screenWidth) {
            maxWidth--;
            for (int i = 0; i < widths.length; i++) {
                widths[i] = columns[i].canBeCut() ? Math.min(widths[i], maxWidth) : widths[i];
            }
        }
    }

    /** The names of the columns and the line below them. */
    String header() {
        StringBuilder line = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            line.append(i == 0 ? " " : SEPARATOR);
            append(line, shown(columns[i].name(), i), i);
            rule.append(i == 0 ? "-" : "-+-").append("-".repeat(widths[i]));
        }
        return line.toString().stripTrailing() + "\n" + rule + "-";
    }

    String line(@Nullable String[] row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            line.append(i == 0 ? " " : SEPARATOR);
            append(line, shown(row[i], i), i);
        }
        return line.toString().stripTrailing();
    }

    private void append(StringBuilder line, String cell, int column) {
        String padding = " ".repeat(Math.max(0, widths[column] - width(cell)));
        if (columns[column].isNumber()) {
            line.append(padding).append(cell);
        } else {
            line.append(cell).append(padding);
        }
    }

    private String shown(@Nullable String cell, int column) {
        if (cell == null) {
            return NULL;
        }
        int limit = columns[column].canBeCut() ? maxWidth : Integer.MAX_VALUE;
        StringBuilder text = new StringBuilder();
        int width = 0;
        for (Iterator<Integer> points = cell.codePoints().iterator(); points.hasNext(); ) {
            String part = escaped(points.next());
            width += width(part);
            if (width > limit) {
                return cutTo(text, limit - 1) + ELLIPSIS;
            }
            text.append(part);
        }
        return text.toString();
    }

    private static String cutTo(StringBuilder text, int limit) {
        while (width(text.toString()) > limit) {
            text.setLength(text.offsetByCodePoints(text.length(), -1));
        }
        return text.toString();
    }

    private static String escaped(int codePoint) {
        return switch (codePoint) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default ->
                Character.isISOControl(codePoint) ? String.format("\\u%04x", codePoint) : Character.toString(codePoint);
        };
    }

    /** How many places of a terminal a text takes: Chinese characters take two. */
    private static int width(String text) {
        return text.codePoints()
                .map(point -> Math.max(0, WCWidth.wcwidth(point)))
                .sum();
    }
}
