package io.kaspar.bench.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ReadFiguresTest {

    @Test
    void crossAsOneLine() {
        ReadFigures figures = new ReadFigures(3, 4, 5, 6, 7);

        assertThat(ReadFigures.parse(figures.line())).isEqualTo(figures);
    }

    @Test
    void areNotMadeOfAnythingElse() {
        assertThatThrownBy(() -> ReadFigures.parse("1 2 3")).hasMessageContaining("1 2 3");
    }
}
