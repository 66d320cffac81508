package io.kaspar.catalog.ask;

import io.kaspar.catalog.facts.ClusterException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Asks the same of several topics at once. */
public final class AtOnce {
    /** How many questions are on their way together. */
    private static final int MOST_AT_ONCE = 16;

    private AtOnce() {}

    /**
     * The answers, in the order of the topics. One topic is asked about in the caller's own thread.
     *
     * @throws RuntimeException the first failure there is, in that order
     */
    public static <T, R> List<R> each(List<T> topics, Function<? super T, ? extends R> question) {
        if (topics.size() <= 1) {
            List<R> answers = new ArrayList<>();
            topics.forEach(topic -> answers.add(question.apply(topic)));
            return answers;
        }
        ExecutorService askers = Executors.newFixedThreadPool(Math.min(MOST_AT_ONCE, topics.size()), AtOnce::daemon);
        try {
            List<Future<R>> asked = new ArrayList<>();
            topics.forEach(topic -> asked.add(askers.submit(() -> question.apply(topic))));
            List<R> answers = new ArrayList<>();
            for (Future<R> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while several topics were asked about", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            askers.shutdownNow();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "kaspar-topics");
        thread.setDaemon(true);
        return thread;
    }
}
