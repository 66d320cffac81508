package io.kaspar.bench.latency;

import java.util.concurrent.locks.LockSupport;

/**
 * When something is to be done that is done at a steady rate, whatever becomes of what was done before.
 *
 * @param startNanos the moment of the first time, as {@link System#nanoTime} tells it
 * @param rate times a second
 */
public record Pace(long startNanos, int rate) {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    public static Pace startingNow(int rate) {
        return new Pace(System.nanoTime(), rate);
    }

    /** Waits for a moment, if it is not over, and returns it. */
    public long await(int number) {
        long nanos = startNanos + number * NANOS_PER_SECOND / rate;
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return nanos;
    }
}
