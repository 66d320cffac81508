package io.kaspar.catalog.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartitionRangesTest {
    private static final TimestampRanges SOME =
            new TimestampRanges(List.of(new TimestampRanges.Range(5, 9), new TimestampRanges.Range(12, 12)));

    @Test
    void cutsAcrossRangesAndKeepsTheirTimestamps() {
        PartitionRanges whole =
                new PartitionRanges(4, List.of(TimedRange.all(0, 3), new TimedRange(new OffsetRange(10, 15), SOME)));

        assertThat(whole.cut(2))
                .containsExactly(
                        new PartitionRanges(
                                4, List.of(TimedRange.all(0, 3), new TimedRange(new OffsetRange(10, 11), SOME))),
                        new PartitionRanges(4, List.of(new TimedRange(new OffsetRange(11, 15), SOME))));
    }

    @Test
    void leavesNoPartEmpty() {
        assertThat(new PartitionRanges(0, List.of(TimedRange.all(7, 9))).cut(5))
                .extracting(PartitionRanges::offsetCount)
                .containsExactly(1L, 1L);
    }

    @Test
    void losesNothingAndCutsEvenly() {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            PartitionRanges whole = random(random);
            int count = 1 + random.nextInt(9);

            List<PartitionRanges> parts = whole.cut(count);

            List<Long> offsets = new ArrayList<>();
            parts.forEach(part -> offsets.addAll(offsets(part)));
            assertThat(offsets).as("seed %d, round %d", seed, round).isEqualTo(offsets(whole));
            assertThat(parts).hasSize((int) Math.min(count, whole.offsetCount()));
            long least = whole.offsetCount() / parts.size();
            assertThat(parts).allMatch(part -> part.offsetCount() == least || part.offsetCount() == least + 1);
        }
    }

    private static PartitionRanges random(Random random) {
        List<TimedRange> ranges = new ArrayList<>();
        long start = random.nextInt(3);
        for (int count = 1 + random.nextInt(4); count > 0; count--) {
            long end = start + 1 + random.nextInt(6);
            ranges.add(TimedRange.all(start, end));
            start = end + random.nextInt(3);
        }
        return new PartitionRanges(0, ranges);
    }

    private static List<Long> offsets(PartitionRanges ranges) {
        List<Long> offsets = new ArrayList<>();
        for (TimedRange range : ranges.ranges()) {
            for (long offset = range.offsets().startOffset();
                    offset < range.offsets().endOffset();
                    offset++) {
                offsets.add(offset);
            }
        }
        return offsets;
    }
}
