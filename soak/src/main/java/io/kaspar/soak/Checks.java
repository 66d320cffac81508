package io.kaspar.soak;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Compares what scans found while the next ones run: witnesses come later than scans. */
final class Checks implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int MOST_WAITING = 10;
    private static final int LONGEST_WAIT_MINUTES = 10;

    private final Semaphore places = new Semaphore(MOST_WAITING);
    private final ExecutorService threads;

    Checks(UncaughtExceptionHandler failures) {
        threads = Executors.newFixedThreadPool(THREADS, runnable -> {
            Thread thread = new Thread(runnable, "check");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler(failures);
            return thread;
        });
    }

    /** Takes a comparison; waits when there are many, because each holds what its scan found. */
    void submit(Runnable check) {
        places.acquireUninterruptibly();
        threads.execute(() -> {
            try {
                check.run();
            } finally {
                places.release();
            }
        });
    }

    /** Waits until all are done. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_WAIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IllegalStateException("comparisons did not come to an end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
