package io.kaspar.bench;

import java.util.Comparator;
import java.util.List;

/** The rows of an answer, in an order that does not depend on who gave it. Values are strings, longs and doubles. */
record Answer(List<List<Object>> rows) {
    /** Doubles may differ by so much of their size: sums depend on the order of addition. */
    static final double TOLERANCE = 1e-9;

    Answer {
        rows = rows.stream()
                .map(List::copyOf)
                .sorted(Comparator.comparing(row -> row.get(0).toString()))
                .toList();
    }

    /** An answer of which only the number of rows matters. */
    static Answer ofRowCount(long count) {
        return new Answer(List.of(List.of(count)));
    }

    /** Whether both say the same. */
    boolean agreesWith(Answer other) {
        if (rows.size() != other.rows.size()) {
            return false;
        }
        for (int i = 0; i < rows.size(); i++) {
            if (!agree(rows.get(i), other.rows.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(List<Object> row, List<Object> other) {
        if (row.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < row.size(); i++) {
            if (!agree(row.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean agree(Object value, Object other) {
        if (value instanceof Double one && other instanceof Double two) {
            return Math.abs(one - two) <= TOLERANCE * Math.max(Math.abs(one), Math.abs(two));
        }
        return value.equals(other);
    }
}
