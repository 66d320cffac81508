package io.kaspar.catalog.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is read of each partition, within the query's bounds. Partitions with nothing to read are absent.
 *
 * @param lost what the bounds ask for and is gone
 */
public record WantedRanges(List<PartitionRanges> ranges, List<LostOffsets> lost) {
    public WantedRanges {
        ranges = List.copyOf(ranges);
        lost = List.copyOf(lost);
    }

    /** The partitions of which something is read. */
    public Set<Integer> partitions() {
        return ranges.stream().map(PartitionRanges::partition).collect(Collectors.toSet());
    }

    /** By partition, where it is known: the time below which no wanted record is. */
    public Map<Integer, Long> earliestMs() {
        return TimeBounds.earliestMs(ranges);
    }

    /**
     * The same without what comes before the first record of those times.
     *
     * @param firstOffsets of a record of {@link #earliestMs} or later; none for a partition that has no such record
     */
    public WantedRanges from(Map<Integer, Long> firstOffsets) {
        Map<Integer, Long> asked = earliestMs();
        return asked.isEmpty() ? this : new WantedRanges(TimeBounds.raised(ranges, asked, firstOffsets), lost);
    }
}
