package io.kaspar.catalog.stream;

import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says that a query was stopped so that Spark understands it. Spark interrupts the thread of a query that it stops, and takes whatever is
 * thrown then for the query's failure, unless it is one of few exceptions ({@code StreamExecution.isInterruptionException}).
 */
public final class QueryStop {
    private static final int DEEPEST_CAUSE = 20;

    private QueryStop() {}

    /**
     * Does something in the thread of a query.
     *
     * @throws UncheckedIOException over an {@link InterruptedIOException} when it failed because it was interrupted
     */
    public static <T> T tell(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            if (!isOfInterruption(e)) {
                throw e;
            }
            InterruptedIOException stop = new InterruptedIOException("the query was stopped: " + e.getMessage());
            stop.initCause(e);
            throw new UncheckedIOException(stop);
        }
    }

    private static boolean isOfInterruption(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
            boolean isTimeout = cause instanceof SocketTimeoutException; // which is an InterruptedIOException, too
            if (!isTimeout
                    && (cause instanceof InterruptedException
                            || cause instanceof InterruptedIOException
                            || cause instanceof ClosedByInterruptException)) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
