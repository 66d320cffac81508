package io.kaspar.schema.registry;

/** How long to wait between tries: doubles from the first to the longest wait. */
record Backoff(long firstMs, long maxMs) {
    static final Backoff DEFAULT = new Backoff(100, 2_000);

    /** @param retry 1 for the wait before the first retry */
    void await(int retry) throws InterruptedException {
        Thread.sleep(waitMs(retry));
    }

    long waitMs(int retry) {
        int doublings = Math.min(retry - 1, 30);
        return Math.min(maxMs, firstMs << doublings);
    }
}
