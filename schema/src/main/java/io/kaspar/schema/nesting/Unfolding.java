package io.kaspar.schema.nesting;

import java.util.ArrayList;
import java.util.List;

/**
 * How far types inside types become columns; records beyond it are JSON text.
 *
 * @param cycles which records hold themselves
 * @param maxOfName records of one name around another one of the name
 * @param maxOfCycle records of one cycle around another one of the cycle
 * @param maxRecords records around another one
 */
public record Unfolding(TypeCycles cycles, int maxOfName, int maxOfCycle, int maxRecords) {
    private static final int NO_LIMIT = Integer.MAX_VALUE;
    private static final int NOTHING = -1;

    /** How many records around another one are tried, in turn, where even types that hold nothing twice get too large. */
    private static final int[] RECORD_LIMITS = {16, 8, 4, 2, 1, 0};

    /** Inside of a value that is JSON text: every record in it is JSON text too. */
    public static Unfolding insideJson() {
        return new Unfolding(TypeCycles.UNKNOWN, NOTHING, NOTHING, NOTHING);
    }

    /** From the one that the options ask for to those that give smaller and smaller types. */
    public static List<Unfolding> from(int maxRecursionDepth, TypeCycles cycles) {
        List<Unfolding> all = new ArrayList<>();
        for (int depth = maxRecursionDepth; depth >= 0; depth--) {
            all.add(new Unfolding(cycles, depth, NO_LIMIT, NO_LIMIT));
        }
        all.add(new Unfolding(cycles, 0, 0, NO_LIMIT));
        for (int limit : RECORD_LIMITS) {
            all.add(new Unfolding(cycles, 0, 0, limit));
        }
        return all;
    }
}
