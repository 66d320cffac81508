package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How much of each partition a limited micro-batch takes. */
final class TriggerShareTest {
    private static SortedMap<Integer, OffsetRange> waiting(long... startsAndCounts) {
        SortedMap<Integer, OffsetRange> waiting = new TreeMap<>();
        for (int i = 0; i < startsAndCounts.length; i += 2) {
            waiting.put(i / 2, new OffsetRange(startsAndCounts[i], startsAndCounts[i] + startsAndCounts[i + 1]));
        }
        return waiting;
    }

    @Test
    void allIsTakenThatIsWithinTheLimit() {
        assertThat(TriggerShare.ends(waiting(5, 10, 0, 0), 10)).isEqualTo(Map.of(0, 15L, 1, 0L));
    }

    @Test
    void eachGivesInProportion() {
        assertThat(TriggerShare.ends(waiting(100, 300, 0, 100, 7, 0), 40)).isEqualTo(Map.of(0, 130L, 1, 10L, 2, 7L));
        assertThat(TriggerShare.ends(waiting(0, 1_000_000_000_000L, 0, 1), 10)).isEqualTo(Map.of(0, 9L, 1, 1L));
    }

    @Test
    void aLimitBelowTheNumberOfPartitionsIsForTheLargest() {
        assertThat(TriggerShare.ends(waiting(0, 3, 0, 9, 0, 5), 2)).isEqualTo(Map.of(0, 0L, 1, 1L, 2, 1L));
    }

    /** SPARK-26718. */
    @Test
    void hugeNumbersDoNotOverflow() {
        SortedMap<Integer, Long> ends =
                TriggerShare.ends(waiting(1, Long.MAX_VALUE - 1, 0, Long.MAX_VALUE), Long.MAX_VALUE - 10);

        assertThat(ends.get(0)).isBetween(1L, Long.MAX_VALUE);
        assertThat(ends.get(1)).isBetween(1L, Long.MAX_VALUE);
    }

    @Test
    void noMoreIsTakenThanTheLimitAndSomethingAlwaysIs() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            long[] numbers = new long[2 * (1 + random.nextInt(6))];
            for (int i = 0; i < numbers.length; i += 2) {
                numbers[i] = random.nextInt(100);
                numbers[i + 1] = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 5 : 1000);
            }
            SortedMap<Integer, OffsetRange> waiting = waiting(numbers);
            long most = 1L + random.nextInt(50);

            SortedMap<Integer, Long> ends = TriggerShare.ends(waiting, most);

            long taken = 0;
            for (Map.Entry<Integer, OffsetRange> range : waiting.entrySet()) {
                long end = ends.getOrDefault(range.getKey(), -1L);
                assertThat(end)
                        .isBetween(
                                range.getValue().startOffset(), range.getValue().endOffset());
                taken += end - range.getValue().startOffset();
            }
            assertThat(taken).isEqualTo(Math.min(most, TriggerShare.count(waiting)));
        }
    }
}
