package io.kaspar.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class ErrorTextTest {
    @Test
    void goesPastWhatOnlySaysThatAJobFailed() {
        Throwable failure = new SparkException(
                "Job aborted due to stage failure: Task 0 failed", new IOException("the disk is on fire"));

        assertThat(ErrorText.of(failure)).isEqualTo("the disk is on fire");
    }

    @Test
    void namesEachCauseOnce() {
        Throwable failure =
                new IOException("outer: inner", new IOException("inner", new IllegalStateException("innermost")));

        assertThat(ErrorText.of(failure)).isEqualTo("outer: inner\n  caused by: innermost");
    }

    @Test
    void leavesStacksOut() {
        assertThat(ErrorText.of(new IOException("broken\n\tat java.base/java.lang.Thread.run(Thread.java:1)\n")))
                .isEqualTo("broken");
    }

    @Test
    void namesTheClassOfAFailureWithoutMessage() {
        assertThat(ErrorText.of(new IllegalStateException())).isEqualTo("IllegalStateException");
    }
}
