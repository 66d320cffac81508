package io.kaspar.testing.kafka;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what a cluster does in its own time. */
public final class Waiting {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long PAUSE_MS = 20;

    private Waiting() {}

    /**
     * Waits until a condition holds.
     *
     * @param what is waited for, for the message when it takes more than a minute
     */
    public static void until(String what, Callable<Boolean> condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("waited " + LIMIT + " in vain for " + what);
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("while waiting for " + what, e);
        }
    }
}
