package io.kaspar.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MemoryOptionsTest {

    @Test
    void givesScans64MegabytesUnlessToldOtherwise() {
        MemoryOptions options = MemoryOptions.parse(List.of());

        assertThat(options.heap()).isEqualTo("64m");
        assertThat(options.tooSmallHeap()).isEmpty();
        assertThat(options.batchSize()).isEqualTo(1_000_000);
    }

    @Test
    void takesWhatItIsTold() {
        MemoryOptions options = MemoryOptions.parse(
                List.of("--heap", "32m", "--too-small", "8m", "--records", "100", "--batch-size", "5000"));

        assertThat(options.heap()).isEqualTo("32m");
        assertThat(options.tooSmallHeap()).contains("8m");
        assertThat(options.recordCount()).isEqualTo(100);
        assertThat(options.batchSize()).isEqualTo(5_000);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> MemoryOptions.parse(List.of("--heap", "64")))
                .hasMessageContaining("--heap")
                .hasMessageContaining("'64'");
        assertThatThrownBy(() -> MemoryOptions.parse(List.of("--records"))).hasMessageContaining("--records");
        assertThatThrownBy(() -> MemoryOptions.parse(List.of("--stack", "1m"))).hasMessage("no such option: --stack");
    }
}
