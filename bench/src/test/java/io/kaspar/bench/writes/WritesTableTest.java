package io.kaspar.bench.writes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WritesTableTest {

    @Test
    void saysHowManyTimesTheRivalsTimeIs() {
        List<WriteFigure> figures = List.of(
                new WriteFigure("10 rows", "own", 200),
                new WriteFigure("10 rows", "other", 350),
                new WriteFigure("a row", "other", 1));

        assertThat(WritesTable.of(figures, "own", "other")).endsWith("| 10 rows | 200.0 | 350.0 | 1.75 |\n");
    }

    @Test
    void takesNumbersAndNothingElse() {
        assertThat(WritesOptions.parse(List.of("--records", "7", "--rounds", "2", "--small-statements", "3")))
                .isEqualTo(new WritesOptions(7, 2, 3));
        assertThatThrownBy(() -> WritesOptions.parse(List.of("--record", "7")))
                .hasMessageContaining("no such option: --record");
    }
}
