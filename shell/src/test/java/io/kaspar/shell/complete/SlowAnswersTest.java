package io.kaspar.shell.complete;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowAnswersTest {
    private final ExecutorService background = Executors.newCachedThreadPool();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger questions = new AtomicInteger();
    private final SlowAnswers<String> answers =
            new SlowAnswers<>(background, Duration.ofMillis(50), Duration.ofSeconds(10), nanos::get);

    @AfterEach
    void close() {
        background.shutdownNow();
    }

    @Test
    void givesUpWaitingAndHasTheAnswerLater() {
        CompletableFuture<String> arriving = new CompletableFuture<>();

        assertThat(answers.get("q", arriving::join)).isEmpty();
        arriving.complete("late");
        nanos.addAndGet(Duration.ofMillis(1).toNanos());

        assertThat(answers.get("q", this::fail)).contains("late");
    }

    @Test
    void asksOnceWhileTheQuestionIsOpen() {
        CompletableFuture<String> never = new CompletableFuture<>();
        answers.get("q", () -> count(never));
        nanos.addAndGet(Duration.ofMinutes(5).toNanos());

        assertThat(answers.get("q", () -> count(never))).isEmpty();
        assertThat(questions).hasValue(1);
    }

    @Test
    void asksAgainWhenTheAnswerIsOldAndShowsItUntilThen() {
        SlowAnswers<String> inOrder =
                new SlowAnswers<>(Runnable::run, Duration.ofMillis(50), Duration.ofSeconds(10), nanos::get);
        assertThat(inOrder.get("q", () -> "first")).contains("first");
        assertThat(inOrder.get("q", () -> "second")).contains("first");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());
        assertThat(inOrder.get("q", () -> "second")).contains("second");
        nanos.addAndGet(Duration.ofSeconds(10).toNanos());

        assertThat(inOrder.get("q", this::fail)).contains("second");
    }

    @Test
    void hasTheAnswerThatWasAskedForAhead() {
        SlowAnswers<String> inOrder =
                new SlowAnswers<>(Runnable::run, Duration.ofMillis(50), Duration.ofSeconds(10), nanos::get);
        inOrder.askAhead("q", () -> "known");

        assertThat(inOrder.get("q", this::fail)).contains("known");
    }

    @Test
    void hasNoAnswerWhenAskingFails() {
        assertThat(answers.get("q", this::fail)).isEmpty();
    }

    private String count(CompletableFuture<String> answer) {
        questions.incrementAndGet();
        return answer.join();
    }

    private String fail() {
        throw new IllegalStateException("the cluster is away");
    }
}
