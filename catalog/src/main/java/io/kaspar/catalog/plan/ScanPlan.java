package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.FoundHosts;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** How many rows its tasks give at most, by partition. */
    Map<Integer, Double> mostRows(ScanDemand demand) {
        Map<Integer, Long> counts =
                tasks.stream().collect(Collectors.groupingBy(PlannedTask::partition, Collectors.counting()));
        return ranges.stream()
                .collect(Collectors.toMap(
                        PartitionRanges::partition,
                        partition -> Math.min(
                                (double) partition.offsetCount(),
                                (double) demand.rowLimit() * counts.getOrDefault(partition.partition(), 1L))));
    }

    /** How many offsets are read; an upper bound of the rows. */
    long offsetCount() {
        return ranges.stream().mapToLong(PartitionRanges::offsetCount).sum();
    }
}
