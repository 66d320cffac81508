package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.facts.ClusterException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedByInterruptException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class QueryStopTest {

    static Stream<Throwable> interruptions() {
        return Stream.of(
                new InterruptedException(),
                new InterruptedIOException("while waiting"),
                new ClosedByInterruptException());
    }

    @ParameterizedTest
    @MethodSource("interruptions")
    void isToldAsSparkKnowsIt(Throwable interruption) {
        ClusterException failure =
                new ClusterException("interrupted while asking", new IllegalStateException(interruption));

        assertThatThrownBy(() -> QueryStop.tell(failing(failure)))
                .isInstanceOf(UncheckedIOException.class)
                .cause()
                .isExactlyInstanceOf(InterruptedIOException.class)
                .hasMessage("the query was stopped: interrupted while asking")
                .hasCause(failure);
    }

    @Test
    void isNothingElse() {
        RuntimeException timeout = new IllegalStateException(new SocketTimeoutException("too late"));

        assertThatThrownBy(() -> QueryStop.tell(failing(timeout))).isSameAs(timeout);
        assertThat(QueryStop.<Integer>tell(() -> 1)).isEqualTo(1);
    }

    private static Supplier<Object> failing(RuntimeException failure) {
        return () -> {
            throw failure;
        };
    }
}
