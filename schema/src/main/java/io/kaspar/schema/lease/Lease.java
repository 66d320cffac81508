package io.kaspar.schema.lease;

import java.util.concurrent.atomic.AtomicBoolean;

/** The use of a shared value by one caller, until it is closed. Closing it again does nothing. */
public final class Lease<V> implements AutoCloseable {
    private final V value;
    private final Runnable giveBack;
    private final Runnable spoil;
    private final AtomicBoolean isClosed = new AtomicBoolean();

    Lease(V value, Runnable giveBack, Runnable spoil) {
        this.value = value;
        this.giveBack = giveBack;
        this.spoil = spoil;
    }

    /**
     * What is leased.
     *
     * @throws IllegalStateException when the lease was closed
     */
    public V value() {
        if (isClosed.get()) {
            throw new IllegalStateException("the lease was given back");
        }
        return value;
    }

    /** Says that the value works no more: nobody else gets it, and it closes with its last lease. */
    public void spoil() {
        spoil.run();
    }

    @Override
    public void close() {
        if (isClosed.compareAndSet(false, true)) {
            giveBack.run();
        }
    }
}
