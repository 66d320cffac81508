package io.kaspar.catalog.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.OffsetRange;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which records are looked at. */
final class SamplePartTest {
    private static List<SamplePart> parts(long wanted, long... counts) {
        SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
        for (int partition = 0; partition < counts.length; partition++) {
            ranges.put(partition, new OffsetRange(100, 100 + counts[partition]));
        }
        return SamplePart.of(ranges, wanted);
    }

    private static SamplePart part(int partition, long start, long end, long records) {
        return new SamplePart(partition, new OffsetRange(start, end), records);
    }

    @Test
    void aLargePartitionGivesItsFirstRecordsAndItsNewest() {
        assertThat(parts(11, 1_000)).containsExactly(part(0, 100, 1_094, 5), part(0, 1_094, 1_100, 6));
        assertThat(parts(1, 1_000)).containsExactly(part(0, 1_099, 1_100, 1));
    }

    @Test
    void whatSmallPartitionsLackOthersGive() {
        assertThat(parts(10, 1_000, 0, 2))
                .containsExactly(part(2, 100, 102, 5), part(0, 100, 1_096, 4), part(0, 1_096, 1_100, 4));
    }

    @Test
    void ofManyPartitionsSomeAreLookedAtFromTheFirstToTheLast() {
        long[] counts = new long[1_000];
        Arrays.fill(counts, 50);
        List<SamplePart> parts = parts(1_000, counts);

        assertThat(parts.stream().map(SamplePart::partition).distinct().sorted().toList())
                .hasSize(32)
                .startsWith(0, 31, 62)
                .endsWith(968);
        assertThat(parts.stream().mapToLong(SamplePart::mostRecords).sum()).isEqualTo(1_000);
        assertThat(parts(3, counts)).hasSize(3);
        assertThat(parts(5)).isEmpty();
    }
}
