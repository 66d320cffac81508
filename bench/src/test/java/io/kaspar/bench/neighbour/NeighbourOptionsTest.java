package io.kaspar.bench.neighbour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NeighbourOptionsTest {

    @Test
    void hasDefaultsForAll() {
        assertThat(NeighbourOptions.parse(List.of())).isEqualTo(new NeighbourOptions(20, 500, 5_000_000));
    }

    @Test
    void takesWhatItIsTold() {
        assertThat(NeighbourOptions.parse(List.of("--rate", "10", "--seconds", "3", "--records", "100")))
                .isEqualTo(new NeighbourOptions(3, 10, 100));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> NeighbourOptions.parse(List.of("--rate", "fast")))
                .hasMessageContaining("--rate")
                .hasMessageContaining("'fast'");
        assertThatThrownBy(() -> NeighbourOptions.parse(List.of("--rate", "20001")))
                .hasMessageContaining("20000");
        assertThatThrownBy(() -> NeighbourOptions.parse(List.of("--seconds"))).hasMessageContaining("--seconds");
        assertThatThrownBy(() -> NeighbourOptions.parse(List.of("--speed", "1")))
                .hasMessage("no such option: --speed");
    }
}
