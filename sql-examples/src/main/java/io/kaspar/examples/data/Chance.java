package io.kaspar.examples.data;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one record: the same for the same topic and number, whoever asks and when. */
final class Chance {
    private static final long SEED = 20260101L;

    private final SplittableRandom random;

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    static Chance of(String topic, long number) {
        return new Chance(new SplittableRandom(SEED * 31 + topic.hashCode() * 1_000_003L + number));
    }

    /** From 0 up to, and without, the bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Yes, so many times of a hundred. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    <T> T one(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }

    /** Small numbers more often than large ones, from 0 up to, and without, the bound. */
    int skewed(int bound) {
        double uniform = random.nextDouble();
        return (int) (uniform * uniform * bound);
    }

    long bits() {
        return random.nextLong();
    }
}
