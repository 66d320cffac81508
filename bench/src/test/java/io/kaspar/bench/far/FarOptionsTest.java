package io.kaspar.bench.far;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FarOptionsTest {

    @Test
    void takesWhatItIsTold() {
        assertThat(FarOptions.parse(List.of())).isEqualTo(new FarOptions(5_000_000, 3, List.of(0, 10, 40, 100)));
        assertThat(FarOptions.parse(List.of("--records", "9", "--runs", "1", "--round-trips", "0,7")))
                .isEqualTo(new FarOptions(9, 1, List.of(0, 7)));
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> FarOptions.parse(List.of("--round-trips", "5,")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--round-trips");
        assertThatThrownBy(() -> FarOptions.parse(List.of("--far", "5"))).hasMessageContaining("--far");
    }

    @Test
    void comparesWithTheNearest() {
        String table =
                FarTable.of(List.of(new FarFigure("a", "count(*)", 0, 2), new FarFigure("a", "count(*)", 40, 3)));

        assertThat(table.lines().skip(1))
                .satisfiesExactly(
                        line -> assertThat(line).endsWith("1.00"),
                        line -> assertThat(line).endsWith("1.50"));
    }
}
