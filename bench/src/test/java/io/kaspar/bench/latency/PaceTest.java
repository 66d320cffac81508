package io.kaspar.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PaceTest {

    @Test
    void isKeptWhateverTheTimeIs() {
        Pace over = new Pace(System.nanoTime() - 10_000_000_000L, 3);

        assertThat(over.await(7) - over.await(1)).isEqualTo(2_000_000_000L);
    }

    @Test
    void neverIsAheadOfTime() {
        Pace pace = Pace.startingNow(1_000);

        long nanos = pace.await(20);

        assertThat(System.nanoTime()).isGreaterThanOrEqualTo(nanos);
    }
}
