package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import java.util.List;

/**
 * What a scan reads, in numbers.
 *
 * @param snapshot of the partitions that the query's conditions speak of
 * @param ranges to read, by partition; partitions with nothing to read are absent
 * @param tasks that read them; a partition may have several
 * @param storage of the partitions that are read
 * @param found which executors' hosts have disks of it, where these were asked
 * @param lostOffsets that the query asks for and that are gone
 */
public record ScanPlan(
        TopicSnapshot snapshot,
        List<PartitionRanges> ranges,
        List<PlannedTask> tasks,
        TopicReplicas storage,
        FoundHosts found,
        long lostOffsets) {
    public ScanPlan {
        ranges = List.copyOf(ranges);
        tasks = List.copyOf(tasks);
    }

    /** How many offsets are read; an upper bound of the rows. */
    long offsetCount() {
        return ranges.stream().mapToLong(PartitionRanges::offsetCount).sum();
    }
}
