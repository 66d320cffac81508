package io.kaspar.shell;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How many things a second came in the last seconds. For any thread. */
final class RecentRate {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final LongSupplier nanoTime;
    private final Deque<Counted> recent = new ArrayDeque<>();
    private final long startNanos;
    private long sum;

    /** What came at a time. */
    private record Counted(long nanos, long count) {}

    RecentRate() {
        this(System::nanoTime);
    }

    RecentRate(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    synchronized void add(long count) {
        long now = nanoTime.getAsLong();
        recent.addLast(new Counted(now, count));
        sum += count;
        forget(now);
    }

    synchronized double perSecond() {
        long now = nanoTime.getAsLong();
        forget(now);
        long nanos = Math.min(WINDOW_NANOS, now - startNanos);
        return nanos <= 0 ? 0 : sum * (double) TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    private void forget(long now) {
        while (!recent.isEmpty() && now - recent.getFirst().nanos() > WINDOW_NANOS) {
            sum -= recent.removeFirst().count();
        }
    }
}
