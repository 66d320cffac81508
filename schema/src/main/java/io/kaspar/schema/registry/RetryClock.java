package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
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
        public void sleep(long ms, Cancellation cancellation) throws InterruptedException {
            cancellation.sleep(ms);
        }

        @Override
        public double chance() {
            return ThreadLocalRandom.current().nextDouble();
        }
    };

    /** Milliseconds since some moment; never goes back. */
    long nowMs();

    /** Waits, at most until it is cancelled. */
    void sleep(long ms, Cancellation cancellation) throws InterruptedException;

    /** From 0, included, to 1, excluded. */
    double chance();
}
