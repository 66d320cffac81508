package io.kaspar.schema.cancel;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether what a caller waits for is wanted no more. Every wait asks, each {@link #CHECK_MS} or so. Thread-safe: another thread may
 * read for the task.
 */
@FunctionalInterface
public interface Cancellation {
    /** For callers that only an interrupt ends. */
    Cancellation NEVER = () -> false;

    /** How long a wait may go on without asking. */
    long CHECK_MS = 100;

    /** Costs next to nothing; once true it stays so. */
    boolean isCancelled();

    /** @throws CancelledException when it is cancelled */
    default void check() throws CancelledException {
        if (isCancelled()) {
            throw new CancelledException();
        }
    }

    /**
     * Waits for what a future gives.
     *
     * @throws TimeoutException when it takes longer than {@code timeoutNanos}
     */
    default <V> V await(Future<V> future, long timeoutNanos)
            throws InterruptedException, ExecutionException, TimeoutException {
        long startNanos = System.nanoTime();
        long pieceNanos = TimeUnit.MILLISECONDS.toNanos(CHECK_MS);
        while (true) {
            long leftNanos = timeoutNanos - (System.nanoTime() - startNanos);
            try {
                return future.get(Math.min(pieceNanos, leftNanos), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                if (leftNanos <= pieceNanos) {
                    throw e;
                }
                check();
            }
        }
    }

    /** Waits for what a future gives, however long it takes. */
    default <V> V await(Future<V> future) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return future.get(CHECK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                check();
            }
        }
    }

    /** Waits. */
    default void sleep(long ms) throws InterruptedException {
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        long leftNanos = endNanos - System.nanoTime();
        while (leftNanos > 0) {
            TimeUnit.NANOSECONDS.sleep(Math.min(TimeUnit.MILLISECONDS.toNanos(CHECK_MS), leftNanos));
            check();
            leftNanos = endNanos - System.nanoTime();
        }
    }
}
