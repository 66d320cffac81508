package io.kaspar.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private static final long NANOS_PER_MS = 1_000_000;

    @Test
    void havePercentilesInMilliseconds() {
        Latencies latencies = Latencies.of(LongStream.rangeClosed(1, 200)
                .map(ms -> (201 - ms) * NANOS_PER_MS)
                .toArray());

        assertThat(latencies).isEqualTo(new Latencies(200, 100, 198, 200));
    }

    @Test
    void mayBeASingleOne() {
        assertThat(Latencies.of(new long[] {3 * NANOS_PER_MS})).isEqualTo(new Latencies(1, 3, 3, 3));
    }

    @Test
    void areNeverNone() {
        assertThatThrownBy(() -> Latencies.of(new long[0])).hasMessage("no latencies");
    }

    @Test
    void crossAsOneLine() {
        Latencies latencies = new Latencies(10, 0.25, 1.5, 2);

        assertThat(Latencies.parse(latencies.line())).isEqualTo(latencies);
        assertThatThrownBy(() -> Latencies.parse("killed")).hasMessageContaining("killed");
    }
}
