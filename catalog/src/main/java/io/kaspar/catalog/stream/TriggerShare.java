package io.kaspar.catalog.stream;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much of each partition a micro-batch takes that may not take all. */
public final class TriggerShare {
    private TriggerShare() {}

    private record Waiting(TopicPartitionName partition, OffsetRange offsets) {
        long count() {
            return offsets.offsetCount();
        }
    }

    /** How many offsets wait in all partitions together. */
    public static long count(Map<TopicPartitionName, OffsetRange> waiting) {
        long count = 0;
        for (OffsetRange range : waiting.values()) {
            count += range.offsetCount();
            if (count < 0) {
                return Long.MAX_VALUE;
            }
        }
        return count;
    }

    /**
     * Where a micro-batch ends. Each partition gives in proportion to what waits there, and at least one offset where the limit is not
     * less than the number of partitions in which something waits; of fewer it is the ones with the most.
     *
     * @param waiting by partition
     * @param most how many offsets of all partitions together, at least 1
     */
    public static Map<TopicPartitionName, Long> ends(Map<TopicPartitionName, OffsetRange> waiting, long most) {
        Map<TopicPartitionName, Long> ends = new HashMap<>();
        waiting.forEach((partition, offsets) -> ends.put(partition, offsets.endOffset()));
        if (count(waiting) <= most) {
            return ends;
        }
        List<Waiting> smallestFirst = new ArrayList<>();
        waiting.forEach((partition, offsets) -> smallestFirst.add(new Waiting(partition, offsets)));
        smallestFirst.removeIf(partition -> partition.count() == 0);
        smallestFirst.sort(Comparator.comparingLong(Waiting::count)
                .thenComparing(waits -> waits.partition().topic())
                .thenComparing(waits -> waits.partition().partition()));
        double behind =
                smallestFirst.stream().mapToDouble(Waiting::count).sum(); // two counts may be more than a long holds
        long left = most;
        int partitionsLeft = smallestFirst.size();
        for (Waiting next : smallestFirst) {
            long share = Math.max(1, (long) (left * (next.count() / behind)));
            // the last one takes what the others left by rounding
            long allowed = partitionsLeft > left ? 0 : partitionsLeft == 1 ? left : Math.min(share, left);
            long taken = Math.min(allowed, next.count());
            ends.put(next.partition(), next.offsets().startOffset() + taken);
            left -= taken;
            behind -= next.count();
            partitionsLeft--;
        }
        return ends;
    }
}
