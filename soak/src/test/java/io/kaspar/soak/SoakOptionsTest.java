package io.kaspar.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SoakOptionsTest {

    @Test
    void injectsEveryFaultUnlessToldOtherwise() {
        SoakOptions options = SoakOptions.parse(List.of(), 17);

        assertThat(options.faults()).containsExactlyInAnyOrder(FaultKind.values());
        assertThat(options.seed()).isEqualTo(17);
    }

    @Test
    void takesWhatItIsTold() {
        SoakOptions options = SoakOptions.parse(
                List.of(
                        "--minutes",
                        "30",
                        "--seed",
                        "5",
                        "--faults",
                        "bit-flip,leader-move",
                        "--without",
                        "bit-flip",
                        "--streams",
                        "3",
                        "--killed",
                        "50",
                        "--writers",
                        "3",
                        "--executors",
                        "0"),
                17);

        assertThat(options.length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(options.seed()).isEqualTo(5);
        assertThat(options.faults()).containsExactly(FaultKind.LEADER_MOVE);
        assertThat(options.scanners()).isEqualTo(2);
        assertThat(options.streams()).isEqualTo(3);
        assertThat(options.killedPercent()).isEqualTo(50);
        assertThat(options.writers()).isEqualTo(3);
        assertThat(options.executors()).isZero();
        assertThat(options.growth()).isZero();
        assertThat(SoakOptions.parse(List.of("--growth", "600"), 17).growth()).isEqualTo(600);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> SoakOptions.parse(List.of("--faults", "flood"), 1))
                .hasMessageContaining("'flood'");
        assertThatThrownBy(() -> SoakOptions.parse(List.of("--minutes", "x"), 1))
                .hasMessageContaining("--minutes");
        assertThatThrownBy(() -> SoakOptions.parse(List.of("--hours", "1"), 1)).hasMessage("no such option: --hours");
    }
}
