package io.kaspar.bench.interference;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.bench.latency.Latencies;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasuredTest {

    @Test
    void isComparedWithTheBetterOfThoseWithoutScans() {
        String table =
                Measured.table(List.of(measured("quiet", 0, 4), measured("scans", 7, 3), measured("again", 0, 2)));

        List<String> lines = table.lines().toList();
        assertThat(lines.get(1)).startsWith("quiet").endsWith(" 2.00");
        assertThat(lines.get(2)).startsWith("scans").endsWith(" 1.50");
        assertThat(lines.get(3)).startsWith("again").endsWith(" 1.00");
    }

    private static Measured measured(String name, int scanCount, double p99Ms) {
        return new Measured(name, scanCount, new Latencies(10, 1, p99Ms, 5));
    }
}
