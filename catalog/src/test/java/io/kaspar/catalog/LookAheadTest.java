package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LookAheadTest {
    private static final List<String> TOPICS =
            IntStream.range(0, 250).mapToObj(number -> "t" + number).toList();

    private final Queue<List<String>> asked = new ConcurrentLinkedQueue<>();

    @Test
    void asksForTopicsOnceThatAreLoadedInTheirOrder() {
        LookAhead lookAhead = new LookAhead(List.of(asked::add));

        load(lookAhead, 0, 250);

        assertThat(asked).containsExactly(TOPICS.subList(2, 102), TOPICS.subList(102, 202), TOPICS.subList(202, 250));
    }

    @Test
    void asksForTheNextTopicsWhileThoseBeforeThemAreLoadedAndWaitsForThemThen() throws Exception {
        Semaphore answers = new Semaphore(1);
        LookAhead lookAhead = new LookAhead(List.of(topics -> {
            answers.acquireUninterruptibly();
            asked.add(topics);
        }));

        load(lookAhead, 0, 102); // the next ones are asked for, but not answered
        assertThat(asked).hasSize(1);
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> load(lookAhead, 102, 103));
        assertThat(next).isNotDone();
        answers.release();
        next.get();

        assertThat(asked).hasSize(2);
    }

    @Test
    void asksDifferentQuestionsSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        Consumer<List<String>> question = topics -> {
            both.countDown();
            awaitQuietly(both);
            asked.add(topics);
        };
        LookAhead lookAhead = new LookAhead(List.of(question, question));

        load(lookAhead, 0, 3);

        assertThat(asked).hasSize(2);
    }

    @Test
    void leavesAFailureToTheQuestionAboutTheTopic() {
        LookAhead lookAhead = new LookAhead(List.of(
                topics -> {
                    throw new IllegalStateException("nobody is there");
                },
                asked::add));

        load(lookAhead, 0, 250);

        assertThat(asked).hasSize(3);
    }

    private static void load(LookAhead lookAhead, int first, int end) {
        if (first == 0) {
            lookAhead.listed(TOPICS);
        }
        TOPICS.subList(first, end).forEach(lookAhead::beforeLoading);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void asksAnewWhenTheSameListIsShownAgain() {
        List<List<String>> questions = new CopyOnWriteArrayList<>();
        LookAhead twice = new LookAhead(List.of(questions::add));
        for (int time = 0; time < 2; time++) {
            twice.listed(List.of("a", "b", "c", "d"));
            List.of("a", "b", "c", "d").forEach(twice::beforeLoading);
        }
        assertThat(questions).containsExactly(List.of("c", "d"), List.of("c", "d"));
    }
}
