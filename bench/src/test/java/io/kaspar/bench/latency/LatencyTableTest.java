package io.kaspar.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.BatchTimes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LatencyTableTest {

    @Test
    void comparesThePlanningWithTheRivals() {
        List<String> lines = LatencyTable.of(List.of(measured("one", 3), measured("rival", 6)), "rival")
                .lines()
                .toList();

        assertThat(lines.get(0)).contains("× rival");
        assertThat(lines.get(2)).startsWith("| one | 10 | 1 | 3 | 5 | 4 | 3.00 | 0.50 | 90.0 | 12.5 |");
        assertThat(lines.get(3)).startsWith("| rival | ").contains("| 6.00 | 1.00 |");
    }

    private static StreamLatency measured(String contender, double planningMs) {
        return new StreamLatency(
                contender,
                new Latencies(10, 1, 3, 5),
                new BatchTimes(4, Map.of("addBatch", 80L), planningMs, 90),
                12.5);
    }
}
