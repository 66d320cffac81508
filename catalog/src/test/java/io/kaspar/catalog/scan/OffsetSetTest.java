package io.kaspar.catalog.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.bytes.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetSetTest {
    @Test
    void joinsRangesThatTouch() {
        assertThat(OffsetSet.between(0, 5).union(OffsetSet.between(5, 9)).ranges())
                .containsExactly(new OffsetRange(0, 9));
        assertThat(OffsetSet.ofEach(new long[] {7, 3, 4, 3}).ranges())
                .containsExactly(new OffsetRange(3, 5), new OffsetRange(7, 8));
    }

    @Test
    void intersectsPieceByPiece() {
        OffsetSet holes =
                OffsetSet.between(3, 6).union(OffsetSet.between(8, 10)).complement();

        assertThat(holes.intersect(OffsetSet.between(0, 9)).ranges())
                .isEqualTo(List.of(new OffsetRange(0, 3), new OffsetRange(6, 8)));
    }

    @Test
    void complementsBothEnds() {
        assertThat(OffsetSet.ALL.complement()).isEqualTo(OffsetSet.NONE);
        assertThat(OffsetSet.NONE.complement()).isEqualTo(OffsetSet.ALL);
        assertThat(OffsetSet.from(4).complement()).isEqualTo(OffsetSet.below(4));
    }

    @Test
    void hasNoOffsetBelowZero() {
        assertThat(OffsetSet.of(-1)).isEqualTo(OffsetSet.NONE);
        assertThat(OffsetSet.below(-5)).isEqualTo(OffsetSet.NONE);
        assertThat(OffsetSet.from(-5)).isEqualTo(OffsetSet.ALL);
        assertThat(OffsetSet.of(Long.MAX_VALUE)).isEqualTo(OffsetSet.NONE);
    }
}
