package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FetchSizesTest {
    private static final int FIRST = 128 << 10;
    private static final int LARGEST = 4 << 20;

    private final FetchSizes sizes = new FetchSizes(LARGEST);

    @Test
    void asksForLittleWhenTheRangeIsSmall() {
        assertThat(sizes.bytesFor(10)).isEqualTo(64 << 10);
        assertThat(sizes.bytesFor(100)).isBetween(100 << 10, 128 << 10);
    }

    @Test
    void asksForLittleAtFirstAndMoreEachTime() {
        assertThat(sizes.bytesFor(Long.MAX_VALUE)).isEqualTo(FIRST);
        sizes.learn(FIRST, 100);
        assertThat(sizes.bytesFor(Long.MAX_VALUE)).isEqualTo(4 * FIRST);
        sizes.learn(4 * FIRST, 400);
        assertThat(sizes.bytesFor(Long.MAX_VALUE)).isEqualTo(16 * FIRST);
    }

    @Test
    void neverAsksForMoreThanAllowed() {
        for (int response = 0; response < 100; response++) {
            sizes.learn(LARGEST, 1000);
        }
        assertThat(sizes.bytesFor(Long.MAX_VALUE)).isEqualTo(LARGEST);
        assertThat(new FetchSizes(1000).bytesFor(Long.MAX_VALUE)).isEqualTo(1000);
    }

    @Test
    void learnsHowLargeRecordsAre() {
        sizes.learn(FIRST, 100);
        assertThat(sizes.bytesFor(200)).isBetween(2 * FIRST, 3 * FIRST);
    }

    @Test
    void asksForMoreAgainAfterAHole() {
        for (int response = 0; response < 3; response++) {
            sizes.learn(100, 1_000_000_000);
        }
        sizes.learn(64 << 10, 64);
        assertThat(sizes.bytesFor(1_000_000)).isEqualTo(LARGEST);
    }
}
