package io.kaspar.reader.log;

import java.util.concurrent.TimeUnit;

/**
 * How long a reader of an {@linkplain OffsetRange#isOpen open} range waits for records that nobody has written yet. Of no matter to other
 * ranges. Not thread-safe.
 */
public final class TailWait {
    private long endNanos = System.nanoTime();

    /** Waits from now on, for so many milliseconds; at first it does not wait at all. */
    public void atMost(long waitMs) {
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(waitMs);
    }

    /** What is left of the time, in milliseconds; 0 when it is over. */
    public long leftMs() {
        return Math.max(0, TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime()));
    }
}
