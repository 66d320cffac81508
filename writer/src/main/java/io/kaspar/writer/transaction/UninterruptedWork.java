package io.kaspar.writer.transaction;

import io.kaspar.writer.WriteException;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/** Work that an interrupt of its caller does not end, since others rely on what it has begun. */
final class UninterruptedWork {
    private UninterruptedWork() {}

    /** What is to be done. */
    @FunctionalInterface
    interface Work {
        void run() throws WriteException;
    }

    /** Does it on a thread of its own; an interrupt meanwhile is kept for the caller. */
    static void run(Work work) throws WriteException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            work.run();
            return null;
        });
        Thread thread = new Thread(task, "kaspar-commit");
        thread.setDaemon(true);
        thread.start();
        boolean isInterrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    isInterrupted = true;
                } catch (ExecutionException e) {
                    throw failure(e.getCause());
                }
            }
        } finally {
            if (isInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static WriteException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        return (WriteException) Objects.requireNonNull(cause);
    }
}
