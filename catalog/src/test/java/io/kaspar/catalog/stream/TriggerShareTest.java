package io.kaspar.catalog.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much of each partition a limited micro-batch takes. */
final class TriggerShareTest {
    private static Map<TopicPartitionName, OffsetRange> waiting(long... startsAndCounts) {
        Map<TopicPartitionName, OffsetRange> waiting = new HashMap<>();
        for (int i = 0; i < startsAndCounts.length; i += 2) {
            waiting.put(
                    partition(i / 2), new OffsetRange(startsAndCounts[i], startsAndCounts[i] + startsAndCounts[i + 1]));
        }
        return waiting;
    }

    /** Two of each topic. */
    private static TopicPartitionName partition(int number) {
        return new TopicPartitionName(number < 2 ? "a" : "b", number % 2);
    }

    private static List<Long> ends(Map<TopicPartitionName, OffsetRange> waiting, long most) {
        Map<TopicPartitionName, Long> ends = TriggerShare.ends(waiting, most);
        assertThat(ends.keySet()).isEqualTo(waiting.keySet());
        return IntStream.range(0, ends.size())
                .mapToObj(number -> ends.get(partition(number)))
                .toList();
    }

    @Test
    void allIsTakenThatIsWithinTheLimit() {
        assertThat(ends(waiting(5, 10, 0, 0), 10)).containsExactly(15L, 0L);
    }

    @Test
    void eachGivesInProportion() {
        assertThat(ends(waiting(100, 300, 0, 100, 7, 0), 40)).containsExactly(130L, 10L, 7L);
        assertThat(ends(waiting(0, 1_000_000_000_000L, 0, 1), 10)).containsExactly(9L, 1L);
    }

    @Test
    void aLimitBelowTheNumberOfPartitionsIsForTheLargest() {
        assertThat(ends(waiting(0, 3, 0, 9, 0, 5), 2)).containsExactly(0L, 1L, 1L);
    }

    /** SPARK-26718. */
    @Test
    void hugeNumbersDoNotOverflow() {
        List<Long> ends = ends(waiting(1, Long.MAX_VALUE - 1, 0, Long.MAX_VALUE), Long.MAX_VALUE - 10);

        assertThat(ends.get(0)).isBetween(1L, Long.MAX_VALUE);
        assertThat(ends.get(1)).isBetween(1L, Long.MAX_VALUE);
    }

    @Test
    void noMoreIsTakenThanTheLimitAndSomethingAlwaysIs() {
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            long[] numbers = new long[2 * (1 + random.nextInt(4))];
            for (int i = 0; i < numbers.length; i += 2) {
                numbers[i] = random.nextInt(100);
                numbers[i + 1] = random.nextInt(4) == 0 ? 0 : random.nextInt(random.nextBoolean() ? 5 : 1000);
            }
            Map<TopicPartitionName, OffsetRange> waiting = waiting(numbers);
            long most = 1L + random.nextInt(50);

            Map<TopicPartitionName, Long> ends = TriggerShare.ends(waiting, most);

            long taken = 0;
            for (Map.Entry<TopicPartitionName, OffsetRange> range : waiting.entrySet()) {
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
