package io.kaspar.schema.lease;

import io.kaspar.schema.cancel.Cancellation;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Leases values, one per key, that are made by the first who asks and closed some time after the last lease. Thread-safe.
 *
 * <p>A value is made by its first caller's thread, outside any lock: others who want the same wait for it, and nobody else
 * does. That it could not be made is told to everybody who waited, and not remembered.
 *
 * <p>A maker runs with the class loader of this class as its thread's: threads that it starts keep that one, and a value outlives
 * the session of its first caller.
 *
 * @param <E> what the maker throws
 */
public final class Leases<K, V, E extends Exception> {
    private final Maker<K, V, E> maker;
    private final Consumer<V> closer;
    private final Executor afterLinger;
    private final Map<K, Shared> shared = new HashMap<>();

    /**
     * @param closer closes a value; is never called with a lock held
     * @param afterLinger runs what it is given when an idle value has lingered long enough
     */
    public Leases(Maker<K, V, E> maker, Consumer<V> closer, Executor afterLinger) {
        this.maker = maker;
        this.closer = closer;
        this.afterLinger = afterLinger;
    }

    /** Makes a value. */
    @FunctionalInterface
    public interface Maker<K, V, E extends Exception> {
        V make(K key) throws E;
    }

    /**
     * The value of this key until the lease is closed.
     *
     * @throws InterruptedException when the thread is interrupted while another one makes the value
     */
    public Lease<V> lease(K key) throws E, InterruptedException {
        return lease(key, Cancellation.NEVER);
    }

    /**
     * The same for a caller that may be cancelled: that ends a wait for another thread, but not the making of a value.
     *
     * @throws InterruptedException when the caller is cancelled, or its thread interrupted, while another one makes the value
     */
    public Lease<V> lease(K key, Cancellation cancellation) throws E, InterruptedException {
        while (true) {
            Shared mine = new Shared(key);
            Shared leased = join(mine);
            if (leased == mine) {
                mine.making.run();
            }
            V value = await(leased, leased == mine, cancellation);
            if (value != null) {
                return new Lease<>(value, () -> giveBack(leased), () -> forget(leased));
            }
        }
    }

    /** How many values there are now. */
    public synchronized int count() {
        return shared.size();
    }

    private synchronized Shared join(Shared mine) {
        Shared joined = shared.computeIfAbsent(mine.key, any -> mine);
        joined.leaseCount++;
        joined.leasesEver++;
        return joined;
    }

    /** Null when the thread that was to make the value was interrupted, which says nothing of the value: make it again. */
    private @Nullable V await(Shared leased, boolean isMine, Cancellation cancellation) throws E, InterruptedException {
        try {
            return cancellation.await(leased.making);
        } catch (InterruptedException e) {
            giveBack(leased);
            throw e;
        } catch (ExecutionException e) {
            if (leased.isMakerInterrupted && !isMine) {
                return null;
            }
            throw failure(e.getCause());
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // what a maker throws is an E, or unchecked
    private E failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return (E) Objects.requireNonNull(cause);
    }

    private void giveBack(Shared leased) {
        boolean isForgotten;
        long leasesUntilNow;
        synchronized (this) {
            leased.leaseCount--;
            if (leased.leaseCount > 0) {
                return;
            }
            isForgotten = shared.get(leased.key) != leased;
            leasesUntilNow = leased.leasesEver;
        }
        if (isForgotten) {
            leased.close();
        } else {
            afterLinger.execute(() -> closeIfIdleSince(leased, leasesUntilNow));
        }
    }

    private void closeIfIdleSince(Shared leased, long leasesThen) {
        synchronized (this) {
            if (leased.leasesEver != leasesThen || !shared.remove(leased.key, leased)) {
                return;
            }
        }
        leased.close();
    }

    private synchronized void forget(Shared forgotten) {
        shared.remove(forgotten.key, forgotten);
    }

    /** A value on its way, and then the value. */
    private final class Shared {
        private final K key;
        private final FutureTask<V> making = new FutureTask<>(this::make);
        private int leaseCount;
        private long leasesEver;
        // Written before the task is done, and read after.
        private @Nullable V made;
        private boolean isMakerInterrupted;

        Shared(K key) {
            this.key = key;
        }

        private V make() throws E {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(Leases.class.getClassLoader());
            try {
                made = maker.make(key);
                return made;
            } finally {
                thread.setContextClassLoader(before);
                if (made == null) {
                    isMakerInterrupted = Thread.currentThread().isInterrupted();
                    forget(this);
                }
            }
        }

        private void close() {
            if (made != null) {
                closer.accept(made);
            }
        }
    }
}
