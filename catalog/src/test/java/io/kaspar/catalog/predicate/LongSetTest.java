package io.kaspar.catalog.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.predicate.LongSet.Range;
import java.util.List;
import org.junit.jupiter.api.Test;

class LongSetTest {
    private static LongSet between(long first, long last) {
        return new LongSet(List.of(new Range(first, last)));
    }

    @Test
    void joinsRangesThatTouch() {
        assertThat(between(0, 4).union(between(5, 8)).ranges()).containsExactly(new Range(0, 8));
        assertThat(LongSet.ofEach(new long[] {7, 3, 4, 3}).ranges()).containsExactly(new Range(3, 4), new Range(7, 7));
    }

    @Test
    void intersectsPieceByPiece() {
        LongSet holes = between(3, 5).union(between(8, 9)).complement();

        assertThat(holes.intersect(between(0, 8)).ranges()).containsExactly(new Range(0, 2), new Range(6, 7));
    }

    @Test
    void reachesBothEnds() {
        assertThat(LongSet.ALL.complement()).isEqualTo(LongSet.NONE);
        assertThat(LongSet.NONE.complement()).isEqualTo(LongSet.ALL);
        assertThat(LongSet.atLeast(4).complement()).isEqualTo(LongSet.atMost(3));
        assertThat(LongSet.of(Long.MAX_VALUE).complement()).isEqualTo(LongSet.atMost(Long.MAX_VALUE - 1));
        assertThat(LongSet.of(Long.MIN_VALUE).complement()).isEqualTo(LongSet.atLeast(Long.MIN_VALUE + 1));
        assertThat(LongSet.of(Long.MAX_VALUE).union(LongSet.atMost(Long.MAX_VALUE - 1)))
                .isEqualTo(LongSet.ALL);
    }

    @Test
    void knowsItsNumbers() {
        LongSet set = LongSet.ofEach(new long[] {1, 2, 5, 9, Long.MIN_VALUE});

        assertThat(set.contains(2)).isTrue();
        assertThat(set.contains(9)).isTrue();
        assertThat(set.contains(Long.MIN_VALUE)).isTrue();
        assertThat(set.contains(3)).isFalse();
        assertThat(set.contains(10)).isFalse();
        assertThat(LongSet.NONE.contains(0)).isFalse();
    }
}
