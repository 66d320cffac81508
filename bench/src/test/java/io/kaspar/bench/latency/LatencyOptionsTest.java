package io.kaspar.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class LatencyOptionsTest {

    @Test
    void hasDefaultsForAll() {
        LatencyOptions options = LatencyOptions.parse(List.of());

        assertThat(options).isEqualTo(new LatencyOptions(10, 20, 200, 5));
        assertThat(options.recordCount()).isEqualTo(6_000);
        assertThat(options.firstMeasured()).isEqualTo(2_000);
    }

    @Test
    void takesWhatItIsTold() {
        assertThat(LatencyOptions.parse(
                        List.of("--rate", "10", "--seconds", "3", "--idle-seconds", "1", "--warmup-seconds", "4")))
                .isEqualTo(new LatencyOptions(4, 3, 10, 1));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> LatencyOptions.parse(List.of("--rate", "fast")))
                .hasMessageContaining("--rate")
                .hasMessageContaining("'fast'");
        assertThatThrownBy(() -> LatencyOptions.parse(List.of("--rate", "20001")))
                .hasMessageContaining("20000");
        assertThatThrownBy(() -> LatencyOptions.parse(List.of("--seconds"))).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> LatencyOptions.parse(List.of("--speed", "1"))).hasMessage("no such option: --speed");
    }
}
