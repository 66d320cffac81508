package io.kaspar.schema.registry;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Time and chance, so that tests of waiting need not wait. */
interface RetryClock {
    RetryClock REAL = new RetryClock() {
        @Override
        public long nowMs() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        }

        @Override
        public void sleep(long ms) throws InterruptedException {
            Thread.sleep(ms);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** Milliseconds since some moment; never goes back. */
    long nowMs();

    void sleep(long ms) throws InterruptedException;

    /** From 0, included, to 1, excluded. */
    double chance();
}
