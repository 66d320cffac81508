package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import java.util.List;
import org.junit.jupiter.api.Test;

class OffsetSetTest {

    private static OffsetSet of(long... offsets) {
        OffsetSet set = new OffsetSet();
        for (long offset : offsets) {
            set.add(offset);
        }
        return set;
    }

    @Test
    void holdsWhatWasAddedInAnyOrder() {
        OffsetSet set = of(1L << 40, 3, 64, 4096, 4095, 0);
        assertThat(set.size()).isEqualTo(6);
        for (long offset : new long[] {0, 3, 64, 4095, 4096, 1L << 40}) {
            assertThat(set.contains(offset)).as("%s", offset).isTrue();
        }
        for (long offset : new long[] {1, 63, 65, 4097, 8192, (1L << 40) + 1}) {
            assertThat(set.contains(offset)).as("%s", offset).isFalse();
        }
    }

    @Test
    void givesRangesThatHoldAll() {
        assertThat(of().ranges(new OffsetRange(0, 10))).isEmpty();
        assertThat(of(5000, 100, 100_000).ranges(new OffsetRange(50, 100_001)))
                .containsExactly(new OffsetRange(50, 8192), new OffsetRange(98_304, 100_001));
    }

    @Test
    void givesNoEndOfRanges() {
        OffsetSet set = new OffsetSet();
        for (long page = 0; page < 30_000; page++) {
            set.add(page * 8192);
        }
        List<OffsetRange> ranges = set.ranges(new OffsetRange(0, 30_000L * 8192));
        assertThat(ranges).hasSize(10_000);
        assertThat(ranges.get(9_999).endOffset()).isGreaterThan(29_999L * 8192);
    }
}
