package io.kaspar.samples;

/** Numbers that look random and follow from a seed and a record's number, whichever thread asks, in whichever order. */
public final class SeededNumbers {
    private static final long STEP = 0x9E3779B97F4A7C15L; // SplitMix64: Steele, Lea, Flood 2014
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    private long state;

    /** Starts anew for one record. */
    public void start(long seed, long number) {
        state = mix(seed + mix(number + STEP));
    }

    /** From 0 to below the bound. */
    public int below(int bound) {
        state += STEP;
        return (int) (((mix(state) >>> Integer.SIZE) * bound) >>> Integer.SIZE);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> 27)) * SECOND_FACTOR;
        return mixed ^ (mixed >>> 31);
    }
}
