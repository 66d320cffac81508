package io.kaspar.bench.interference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class DisturbanceTest {

    @Test
    void isAsOftenAsARivalManaged() {
        Disturbance scans = Disturbance.sum("kaspar", "orders").asOftenAs("rival", 9, Duration.ofSeconds(36));

        assertThat(scans.name()).isEqualTo("kaspar as often as rival");
        assertThat(scans.interval()).contains(Duration.ofSeconds(4));
    }

    @Test
    void hasNoPauseUnlessTold() {
        assertThat(Disturbance.sum("kaspar", "orders").interval()).isEmpty();
    }
}
