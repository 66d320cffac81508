package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.locality.FoundHosts;
import java.util.List;

/**
 * What a scan reads, in numbers.
 *
 * @param snapshot of the partitions that the query's conditions speak of
 * @param ranges what is read of each partition of which anything is
 * @param inputPartitions the same as tasks, of which a partition may have several
 * @param storage of the partitions that are read
 * @param found which executors' hosts have disks of it, where these were asked
 * @param lostOffsets that the query asks for and that are gone
 */
record ScanPlan(
        TopicSnapshot snapshot,
        List<PartitionRanges> ranges,
        List<TopicInputPartition> inputPartitions,
        TopicStorage storage,
        FoundHosts found,
        long lostOffsets) {
    ScanPlan {
        ranges = List.copyOf(ranges);
        inputPartitions = List.copyOf(inputPartitions);
    }

    /** How many offsets are read; an upper bound of the rows. */
    long offsetCount() {
        return ranges.stream().mapToLong(PartitionRanges::offsetCount).sum();
    }
}
