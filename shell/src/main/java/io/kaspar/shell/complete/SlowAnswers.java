package io.kaspar.shell.complete;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Answers to questions that may take long, for a person who does not want to wait. Each question is asked in the
 * background, once at a time; who asks waits a moment, and has the answer of the last time when there is no newer one by then.
 */
final class SlowAnswers<T> {
    private final Executor executor;
    private final long patienceNanos;
    private final long freshnessNanos;
    private final LongSupplier nanoClock;
    private final Map<String, Asked<T>> asked = new ConcurrentHashMap<>();

    /**
     * @param patience how long a question may keep somebody waiting, however often it is repeated
     * @param freshness how long an answer stays good
     */
    SlowAnswers(Executor executor, Duration patience, Duration freshness, LongSupplier nanoClock) {
        this.executor = executor;
        this.patienceNanos = patience.toNanos();
        this.freshnessNanos = freshness.toNanos();
        this.nanoClock = nanoClock;
    }

    private record Asked<T>(CompletableFuture<T> answer, long atNanos, Optional<T> former) {
        Optional<T> known() {
            return answer.isDone() && !answer.isCompletedExceptionally() ? Optional.of(answer.join()) : former;
        }
    }

    /** Nothing when there is no answer yet, and when asking failed. */
    Optional<T> get(String question, Supplier<T> asking) {
        long now = nanoClock.getAsLong();
        Asked<T> current = current(question, asking, now);
        await(current.answer(), patienceNanos - (now - current.atNanos()));
        return current.known();
    }

    /** Asks, so that there is an answer when somebody wants it, and waits for nothing. */
    void askAhead(String question, Supplier<T> asking) {
        current(question, asking, nanoClock.getAsLong());
    }

    private Asked<T> current(String question, Supplier<T> asking, long now) {
        return asked.compute(question, (key, last) -> {
            if (last != null && (!last.answer().isDone() || now - last.atNanos() < freshnessNanos)) {
                return last;
            }
            Optional<T> former = last == null ? Optional.empty() : last.known();
            return new Asked<>(CompletableFuture.supplyAsync(asking, executor), now, former);
        });
    }

    private static void await(CompletableFuture<?> answer, long nanos) {
        if (answer.isDone() || nanos <= 0) {
            return;
        }
        try {
            answer.get(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // What is known then says it.
            return;
        }
    }
}
