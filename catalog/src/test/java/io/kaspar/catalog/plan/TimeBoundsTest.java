package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeBoundsTest {
    private static TimedRange from(long firstMs, long startOffset, long endOffset) {
        return new TimedRange(
                new OffsetRange(startOffset, endOffset),
                new TimestampRanges(List.of(new TimestampRanges.Range(firstMs, Long.MAX_VALUE))));
    }

    @Test
    void asksForTheEarliestTimeOfEachPartition() {
        List<PartitionRanges> ranges = List.of(
                new PartitionRanges(0, List.of(from(500, 0, 5), from(300, 5, 9))),
                new PartitionRanges(1, List.of(TimedRange.all(0, 9))),
                new PartitionRanges(2, List.of(TimedRange.all(0, 3), from(700, 3, 9))));

        assertThat(TimeBounds.earliestMs(ranges)).containsOnly(Map.entry(0, 300L), Map.entry(2, 700L));
    }

    @Test
    void asksForNoTimeThatMeansSomethingElseToKafka() {
        assertThat(TimeBounds.earliestMs(List.of(new PartitionRanges(0, List.of(from(-1, 0, 5))))))
                .isEmpty();
        assertThat(TimeBounds.earliestMs(List.of(new PartitionRanges(0, List.of(from(0, 0, 5))))))
                .isEmpty();
    }

    @Test
    void leavesOutWhatComesBefore() {
        List<PartitionRanges> ranges = List.of(
                new PartitionRanges(0, List.of(from(500, 0, 5), from(300, 5, 9))),
                new PartitionRanges(1, List.of(from(500, 0, 5))),
                new PartitionRanges(2, List.of(TimedRange.all(0, 3), from(700, 3, 9))));

        assertThat(TimeBounds.raised(ranges, Map.of(0, 300L, 1, 500L, 2, 700L), Map.of(0, 7L, 2, 4L)))
                .containsExactly(
                        new PartitionRanges(0, List.of(from(300, 7, 9))),
                        new PartitionRanges(2, List.of(TimedRange.all(0, 3), from(700, 4, 9))));
    }

    @Test
    void leavesPartitionsAloneThatWereNotAskedFor() {
        List<PartitionRanges> ranges = List.of(new PartitionRanges(1, List.of(TimedRange.all(0, 9))));

        assertThat(TimeBounds.raised(ranges, Map.of(), Map.of())).isEqualTo(ranges);
    }
}
