package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.reader.bytes.OffsetRange;
import java.util.List;

/**
 * What a scan reads, in numbers.
 *
 * @param bounds by partition, what the query's options leave of the snapshot
 */
record ScanPlan(
        TopicSnapshot snapshot,
        List<OffsetRange> bounds,
        List<TopicInputPartition> inputPartitions,
        TopicStorage storage) {
    ScanPlan {
        bounds = List.copyOf(bounds);
        inputPartitions = List.copyOf(inputPartitions);
    }

    /** How many offsets are read; an upper bound of the rows. */
    long offsetCount() {
        return inputPartitions.stream()
                .mapToLong(TopicInputPartition::offsetCount)
                .sum();
    }
}
