package io.kaspar.schema.registry;

/**
 * How long to wait between tries: up to a limit that doubles from the first to the longest wait. Clients that were turned
 * away together come back apart, since each waits any part of the limit ("full jitter").
 */
record Backoff(long firstMs, long maxMs) {
    static final Backoff DEFAULT = new Backoff(100, 2_000);

    private static final int MAX_DOUBLINGS = 30;

    /**
     * The longest wait before a try.
     *
     * @param retry 1 for the wait before the first retry
     */
    long limitMs(int retry) {
        int doublings = Math.min(retry - 1, MAX_DOUBLINGS);
        return Math.min(maxMs, firstMs << doublings);
    }

    /** The wait before a try, by chance. */
    long waitMs(int retry, RetryClock waiting) {
        return (long) (limitMs(retry) * waiting.chance());
    }
}
