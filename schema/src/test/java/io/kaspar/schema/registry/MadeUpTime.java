package io.kaspar.schema.registry;

import io.kaspar.schema.cancel.Cancellation;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only while somebody sleeps. */
final class MadeUpTime implements RetryClock {
    private final AtomicLong ms = new AtomicLong();

    @Override
    public long nowMs() {
        return ms.get();
    }

    @Override
    public void sleep(long sleptMs, Cancellation cancellation) {
        ms.addAndGet(sleptMs);
    }

    @Override
    public double chance() {
        return 0.5;
    }
}
