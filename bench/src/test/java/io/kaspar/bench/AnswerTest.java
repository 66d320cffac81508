package io.kaspar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class AnswerTest {

    @Test
    void doesNotMindTheOrderOfRows() {
        assertThat(answer(List.of("EUR", 1L), List.of("USD", 2L))
                        .agreesWith(answer(List.of("USD", 2L), List.of("EUR", 1L))))
                .isTrue();
    }

    @Test
    void doesNotMindTheOrderOfAddition() {
        assertThat(answer(List.of(1e12)).agreesWith(answer(List.of(1e12 + 100))))
                .isTrue();
        assertThat(answer(List.of(1e12)).agreesWith(answer(List.of(1e12 + 10_000))))
                .isFalse();
    }

    @Test
    void mindsOtherDifferences() {
        assertThat(answer(List.of(1L)).agreesWith(answer(List.of(2L)))).isFalse();
        assertThat(answer(List.of(1L)).agreesWith(answer(List.of(1L), List.of(1L))))
                .isFalse();
        assertThat(answer(List.of(1L)).agreesWith(answer(List.of(1L, 1L)))).isFalse();
        assertThat(answer(List.of(1L)).agreesWith(answer(List.of(1.0)))).isFalse();
    }

    private static Answer answer(List<Object> row) {
        return new Answer(List.of(row));
    }

    private static Answer answer(List<Object> row, List<Object> other) {
        return new Answer(List.of(row, other));
    }
}
