package io.kaspar.bench;

/**
 * What a contender has set out to reach.
 *
 * @param contender the label of the one it is for
 * @param rival the label of the one it is measured against
 * @param kind how
 * @param bound a number of times, or milliseconds
 */
record Target(String contender, String rival, Kind kind, double bound) {

    /** How two times are compared. */
    enum Kind {
        /** At least so many times as fast. */
        TIMES_AS_FAST,
        /** At most so many milliseconds more. */
        MORE_MS
    }

    static Target times(ContenderName contender, double bound, ContenderName rival) {
        return times(contender, bound, rival.label());
    }

    static Target times(ContenderName contender, double bound, String rival) {
        return new Target(contender.label(), rival, Kind.TIMES_AS_FAST, bound);
    }

    static Target moreMs(ContenderName contender, double bound, String rival) {
        return new Target(contender.label(), rival, Kind.MORE_MS, bound);
    }

    /** What was reached. */
    double reached(double seconds, double rivalSeconds) {
        return switch (kind) {
            case TIMES_AS_FAST -> rivalSeconds / seconds;
            case MORE_MS -> (seconds - rivalSeconds) * 1000;
        };
    }

    boolean isMet(double reached) {
        return switch (kind) {
            case TIMES_AS_FAST -> reached >= bound;
            case MORE_MS -> reached <= bound;
        };
    }

    /** The target and what was reached, for a person. */
    String text(double reached) {
        String what = switch (kind) {
            case TIMES_AS_FAST -> String.format("%.2f × %s (target ≥ %s)", reached, rival, number(bound));
            case MORE_MS -> String.format("%.0f ms more than %s (target ≤ %s)", reached, rival, number(bound));
        };
        return what + (isMet(reached) ? " met" : " **missed**");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
