package io.kaspar.schema.avro;

/** The seed of a random test: printed, and taken from {@code -Dkaspar.seed=} to play a run again. */
final class Seed {
    private Seed() {}

    static long next(String test) {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println(test + ": replay with -Dkaspar.seed=" + seed);
        return seed;
    }
}
