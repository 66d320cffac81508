package io.kaspar.schema.format;

/** The seed of a random test: printed, and taken from {@code -Dkaspar.seed=} to play a run again. */
public final class Seed {
    private Seed() {}

    public static long next(String test) {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println(test + ": replay with -Dkaspar.seed=" + seed);
        return seed;
    }
}
