package io.kaspar.catalog.predicate;

/**
 * How much there is to a condition.
 *
 * @param parts comparisons in it
 * @param offsetRanges ranges of offsets that these tell apart
 * @param timeRanges ranges of timestamps that these tell apart
 * @param keys that these name
 */
public record PredicateSize(long parts, long offsetRanges, long timeRanges, long keys) {
    public static final PredicateSize NONE = new PredicateSize(0, 0, 0, 0);
    /** Some seconds of work for the driver at worst. */
    private static final double MOST_STEPS = 20_000_000;

    static PredicateSize of(Operand operand, long ranges) {
        return new PredicateSize(
                1,
                operand instanceof Operand.RecordOffset ? ranges : 0,
                operand instanceof Operand.RecordTime ? ranges : 0,
                0);
    }

    static PredicateSize ofKeys(long keys) {
        return new PredicateSize(1, 0, 0, keys);
    }

    public PredicateSize plus(PredicateSize other) {
        return new PredicateSize(
                parts + other.parts,
                offsetRanges + other.offsetRanges,
                timeRanges + other.timeRanges,
                keys + other.keys);
    }

    /** Whether to leave it to Spark: each part may cost as much as there are pieces of offsets, times ranges of each, for each key. */
    public boolean isTooLarge() {
        return (double) parts * (offsetRanges + 1) * (timeRanges + 1) * (keys + 1) > MOST_STEPS;
    }
}
