package io.kaspar.catalog.ask;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** A question that one thread asks, and whose answer others can wait for. Thread-safe; nothing is locked while it is asked. */
final class Question<V> {
    private final FutureTask<V> task;
    private volatile boolean hasAnswer;

    Question(Supplier<V> question) {
        this.task = new FutureTask<>(() -> {
            V answer = question.get();
            hasAnswer = true;
            return answer;
        });
    }

    /** Asks, in this thread; without effect the second time. */
    void ask() {
        task.run();
    }

    /** Gives up what was not asked yet: whoever waits for it fails. */
    void drop() {
        task.cancel(false);
    }

    /** Waits for the answer; throws what asking threw. */
    V answer() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException interrupted = new CancellationException("interrupted while another thread asked");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether it was asked, or dropped, and there is no answer. */
    boolean hasFailed() {
        return task.isDone() && !hasAnswer;
    }
}
