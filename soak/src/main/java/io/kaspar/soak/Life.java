package io.kaspar.soak;

import java.time.Duration;

/** Whether the run goes on; what all its threads ask. Thread-safe. */
final class Life {
    private static final long STEP_MS = 100;

    private volatile boolean over;

    boolean goesOn() {
        return !over && !Thread.currentThread().isInterrupted();
    }

    void end() {
        over = true;
    }

    /** Waits, but not beyond the end of the run. */
    void pause(long millis) {
        long endNanos = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        while (goesOn() && System.nanoTime() < endNanos) {
            sleep(Math.min(STEP_MS, Math.max(1, (endNanos - System.nanoTime()) / 1_000_000)));
        }
    }

    /** Waits in any case, unless the thread is interrupted. */
    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
