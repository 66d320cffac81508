package io.kaspar.samples.shop;

import java.util.List;
import java.util.SplittableRandom;

/**
 * The dice of one record: the same for the same topic and number. Not {@link io.kaspar.samples.SeededNumbers}: the expected
 * results of the SQL examples hang on these.
 */
final class ShopNumbers {
    private static final long SEED = 20260101L;

    private final SplittableRandom random;

    private ShopNumbers(SplittableRandom random) {
        this.random = random;
    }

    static ShopNumbers of(String topic, long number) {
        return new ShopNumbers(new SplittableRandom(SEED * 31 + topic.hashCode() * 1_000_003L + number));
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
