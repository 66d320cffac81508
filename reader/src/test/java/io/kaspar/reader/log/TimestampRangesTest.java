package io.kaspar.reader.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class TimestampRangesTest {
    private static final TimestampRanges TWO =
            new TimestampRanges(List.of(new TimestampRanges.Range(-5, 3), new TimestampRanges.Range(5, 5)));

    @Test
    void containsItsEdgesAndNothingBesideThem() {
        assertThat(List.of(-5L, 0L, 3L, 5L)).allMatch(TWO::contains);
        assertThat(List.of(Long.MIN_VALUE, -6L, 4L, 6L, Long.MAX_VALUE)).noneMatch(TWO::contains);
        assertThat(TWO.firstMs()).isEqualTo(-5);
    }

    @Test
    void holdsEverythingOrNothing() {
        assertThat(TimestampRanges.ALL.contains(Long.MIN_VALUE)).isTrue();
        assertThat(TimestampRanges.ALL.contains(Long.MAX_VALUE)).isTrue();
        assertThat(TimestampRanges.ALL.isAll()).isTrue();
        TimestampRanges nothing = new TimestampRanges(List.of());
        assertThat(nothing.contains(0)).isFalse();
        assertThat(nothing.firstMs()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void refusesRangesThatTouchOrAreOutOfOrder() {
        assertThatThrownBy(() ->
                        new TimestampRanges(List.of(new TimestampRanges.Range(0, 3), new TimestampRanges.Range(4, 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("touch");
        assertThatThrownBy(() -> new TimestampRanges.Range(1, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
