package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FetchSizesTest {
    private static final int LARGEST = 4 << 20;

    private final FetchSizes sizes = new FetchSizes(LARGEST);

    @Test
    void asksForLittleWhenTheRangeIsSmall() {
        assertThat(sizes.bytesFor(10)).isEqualTo(64 << 10);
        assertThat(sizes.bytesFor(1000)).isBetween(1 << 20, 2 << 20);
    }

    @Test
    void neverAsksForMoreThanAllowed() {
        assertThat(sizes.bytesFor(Long.MAX_VALUE)).isEqualTo(LARGEST);
        assertThat(new FetchSizes(1000).bytesFor(Long.MAX_VALUE)).isEqualTo(1000);
    }

    @Test
    void learnsHowLargeRecordsAre() {
        sizes.learn(1_000_000, 100);
        assertThat(sizes.bytesFor(100)).isBetween(1_000_000, 1_200_000);
    }

    @Test
    void asksForMoreAgainAfterAHole() {
        sizes.learn(100, 1_000_000_000);
        sizes.learn(64 << 10, 64);
        assertThat(sizes.bytesFor(1_000_000)).isEqualTo(LARGEST);
    }
}
