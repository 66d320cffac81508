package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.scan.ReadLocality;
import java.util.ArrayList;
import java.util.List;

/** Decides what each task reads: a pure function of the topic's bounds, the query's conditions and the replicas' places. */
final class ScanPlanner {
    private ScanPlanner() {}

    /**
     * One input partition for each partition of which anything is to be read; ranges of one partition stay together, so
     * that a long list of offsets does not become as many tasks.
     *
     * @param bounds by partition, as far as the query may read
     * @param predicates all of them must hold
     */
    static List<TopicInputPartition> plan(
            List<OffsetRange> bounds, List<OffsetPredicate> predicates, TopicStorage storage, ReadLocality locality) {
        List<TopicInputPartition> inputPartitions = new ArrayList<>();
        for (int partition = 0; partition < bounds.size(); partition++) {
            List<OffsetRange> ranges = ranges(partition, bounds.get(partition), predicates);
            if (!ranges.isEmpty()) {
                inputPartitions.add(new TopicInputPartition(
                        partition, ranges, locality == ReadLocality.OFF ? List.of() : storage.places(partition)));
            }
        }
        return inputPartitions;
    }

    private static List<OffsetRange> ranges(int partition, OffsetRange bounds, List<OffsetPredicate> predicates) {
        OffsetSet wanted = OffsetSet.between(bounds.startOffset(), bounds.endOffset());
        for (OffsetPredicate predicate : predicates) {
            wanted = wanted.intersect(predicate.truth(partition).isTrue());
        }
        return wanted.ranges();
    }
}
