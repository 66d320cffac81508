package io.kaspar.bench.latency;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.streaming.StreamingQueryListener;

/** Counts the triggers that found nothing to do. */
final class IdleTriggers extends StreamingQueryListener {
    private static final double MS_PER_SECOND = 1e3;

    private final AtomicLong count = new AtomicLong();

    @Override
    public void onQueryStarted(QueryStartedEvent event) {}

    @Override
    public void onQueryProgress(QueryProgressEvent event) {}

    @Override
    public void onQueryTerminated(QueryTerminatedEvent event) {}

    @Override
    public void onQueryIdle(QueryIdleEvent event) {
        count.incrementAndGet();
    }

    /** Waits, and returns how long it was from one to the next on the average. */
    double measure(int seconds) throws IOException {
        Latency.pause(500); // what came last is still told
        long before = count.get();
        long startNanos = System.nanoTime();
        Latency.pause(seconds * 1_000L);
        double tookMs = (System.nanoTime() - startNanos) / 1e9 * MS_PER_SECOND;
        return tookMs / Math.max(1, count.get() - before);
    }
}
