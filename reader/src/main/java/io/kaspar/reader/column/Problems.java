package io.kaspar.reader.column;

import io.kaspar.schema.resolve.PayloadSide;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is wrong with the records of a block, by row. Not thread-safe. */
final class Problems {
    private final int rowCount;
    private final Map<PayloadSide, @Nullable String[]> bySide = new EnumMap<>(PayloadSide.class);

    Problems(int rowCount) {
        this.rowCount = rowCount;
    }

    /** Keeps the first problem of a row's key or value. */
    void add(PayloadSide side, int row, String problem) {
        @Nullable String[] problems = bySide.computeIfAbsent(side, added -> new @Nullable String[rowCount]);
        if (problems[row] == null) {
            problems[row] = problem;
        }
    }

    boolean isEmpty() {
        return bySide.isEmpty();
    }

    /** The first row from one on whose key or value is malformed; the number of rows when none is. */
    int nextRow(PayloadSide side, int fromRow) {
        @Nullable String[] problems = bySide.get(side);
        if (problems == null) {
            return rowCount;
        }
        int row = fromRow;
        while (row < rowCount && problems[row] == null) {
            row++;
        }
        return row;
    }

    /** Which records are malformed. */
    boolean[] malformed() {
        boolean[] malformed = new boolean[rowCount];
        for (int row = 0; row < rowCount; row++) {
            malformed[row] = text(row) != null;
        }
        return malformed;
    }

    /** How many records are malformed. */
    int count() {
        int count = 0;
        for (boolean each : malformed()) {
            count += each ? 1 : 0;
        }
        return count;
    }

    /** In words, null when nothing is wrong with the record. */
    @Nullable
    String text(int row) {
        String text = null;
        for (Map.Entry<PayloadSide, @Nullable String[]> entry : bySide.entrySet()) {
            String problem = entry.getValue()[row];
            if (problem != null) {
                String said = entry.getKey().word() + ": " + problem;
                text = text == null ? said : text + "; " + said;
            }
        }
        return text;
    }
}
