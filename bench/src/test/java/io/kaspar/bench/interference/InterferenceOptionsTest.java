package io.kaspar.bench.interference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class InterferenceOptionsTest {

    @Test
    void hasDefaultsForAll() {
        assertThat(InterferenceOptions.parse(List.of())).isEqualTo(new InterferenceOptions(20, 500, 5_000_000, false));
    }

    @Test
    void takesWhatItIsTold() {
        assertThat(InterferenceOptions.parse(
                        List.of("--rate", "10", "--seconds", "3", "--records", "100", "--own-cores")))
                .isEqualTo(new InterferenceOptions(3, 10, 100, true));
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> InterferenceOptions.parse(List.of("--rate", "fast")))
                .hasMessageContaining("--rate")
                .hasMessageContaining("'fast'");
        assertThatThrownBy(() -> InterferenceOptions.parse(List.of("--rate", "20001")))
                .hasMessageContaining("20000");
        assertThatThrownBy(() -> InterferenceOptions.parse(List.of("--seconds")))
                .hasMessageContaining("--seconds");
        assertThatThrownBy(() -> InterferenceOptions.parse(List.of("--speed", "1")))
                .hasMessage("no such option: --speed");
    }
}
