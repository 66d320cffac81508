package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class FetchSizesTest {
    private static final int FIRST = 128 << 10;
    private static final int LARGEST = 4 << 20;

    private static final int LARGEST_FAR = 32 << 20;

    private final FetchSizes sizes = new FetchSizes(LARGEST);

    private int near(long offsetCount) {
        return sizes.bytesFor(offsetCount, 0, LARGEST_FAR);
    }

    @Test
    void asksForLittleWhenTheRangeIsSmall() {
        assertThat(near(10)).isEqualTo(64 << 10);
        assertThat(near(100)).isBetween(100 << 10, 128 << 10);
    }

    @Test
    void asksForLittleAtFirstAndMoreEachTime() {
        assertThat(near(Long.MAX_VALUE)).isEqualTo(FIRST);
        sizes.learn(FIRST, 100);
        assertThat(near(Long.MAX_VALUE)).isEqualTo(4 * FIRST);
        sizes.learn(4 * FIRST, 400);
        assertThat(near(Long.MAX_VALUE)).isEqualTo(16 * FIRST);
    }

    @Test
    void neverAsksForMoreThanAllowed() {
        for (int response = 0; response < 100; response++) {
            sizes.learn(LARGEST, 1000);
        }
        assertThat(near(Long.MAX_VALUE)).isEqualTo(LARGEST);
        assertThat(new FetchSizes(1000).bytesFor(Long.MAX_VALUE, 0, LARGEST_FAR))
                .isEqualTo(1000);
    }

    @Test
    void learnsHowLargeRecordsAre() {
        sizes.learn(FIRST, 100);
        assertThat(near(200)).isBetween(2 * FIRST, 3 * FIRST);
    }

    @Test
    void asksForMoreAgainAfterAHole() {
        for (int response = 0; response < 3; response++) {
            sizes.learn(100, 1_000_000_000);
        }
        sizes.learn(64 << 10, 64);
        assertThat(near(1_000_000)).isEqualTo(LARGEST);
    }

    @Test
    void asksAFarBrokerForAsMuchAsIsReadInARoundTrip() {
        assertThat(sizes.bytesFor(Long.MAX_VALUE, 40, LARGEST_FAR)).isEqualTo(40 * (128 << 10));
        sizes.learn(4 << 20, 4000);
        sizes.learn(4 << 20, 4000);
        assertThat(sizes.bytesFor(Long.MAX_VALUE, 1, LARGEST_FAR)).isEqualTo(2 << 20);
        assertThat(sizes.bytesFor(Long.MAX_VALUE, 10, LARGEST_FAR)).isEqualTo(10 * (800 << 10));
        assertThat(sizes.bytesFor(Long.MAX_VALUE, 1000, LARGEST_FAR)).isEqualTo(LARGEST_FAR);
        assertThat(sizes.bytesFor(10, 40, LARGEST_FAR)).isLessThanOrEqualTo(64 << 10);
    }

    @Test
    void asksAFarBrokerForTheUsualWhenThereIsNoMemoryForMore() {
        for (int response = 0; response < 10; response++) {
            sizes.learn(LARGEST, 1000);
        }
        assertThat(sizes.bytesFor(Long.MAX_VALUE, 40, 1 << 20)).isEqualTo(LARGEST);
    }

    @Test
    void sharesAPartOfTheHeapAmongAllWhoFetch() {
        FetchMemory memory = new FetchMemory(1 << 30);
        memory.opened();
        memory.opened();
        assertThat(memory.mostBytes()).isEqualTo(32 << 20);
        for (int source = 2; source < 16; source++) {
            memory.opened();
        }
        assertThat(memory.mostBytes()).isEqualTo((1 << 30) / 8 / 2 / 16);
        memory.closed();
        assertThat(memory.mostBytes()).isGreaterThan((1 << 30) / 8 / 2 / 16);
    }
}
