package io.kaspar.catalog.plan;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns the earliest wanted timestamps into offsets: no record before the first one of a time or later is of that time or
 * later, in whatever order the timestamps are. The opposite is not true, so that latest wanted timestamps tell nothing of offsets.
 */
final class TimeBounds {
    private TimeBounds() {}

    /** Of which time or later all wanted records are, by partition; those are left out of which nobody knows. */
    static Map<Integer, Long> earliestMs(List<PartitionRanges> partitions) {
        Map<Integer, Long> earliest = new HashMap<>();
        for (PartitionRanges partition : partitions) {
            for (TimedRange range : partition.ranges()) {
                if (isBound(range)) {
                    earliest.merge(partition.partition(), range.timestamps().firstMs(), Math::min);
                }
            }
        }
        return earliest;
    }

    /** Kafka cannot be asked for negative times: those numbers mean something else in its protocol. */
    private static boolean isBound(TimedRange range) {
        return range.timestamps().firstMs() > 0;
    }

    /**
     * The same without what comes before the offsets.
     *
     * @param asked as {@link #earliestMs} gave it
     * @param offsets of the first record of such a time or later; none for a partition that has no such record
     */
    static List<PartitionRanges> raised(
            List<PartitionRanges> partitions, Map<Integer, Long> asked, Map<Integer, Long> offsets) {
        List<PartitionRanges> raised = new ArrayList<>();
        for (PartitionRanges partition : partitions) {
            long lowest = asked.containsKey(partition.partition())
                    ? offsets.getOrDefault(partition.partition(), Long.MAX_VALUE)
                    : 0;
            List<TimedRange> ranges = raised(partition.ranges(), lowest);
            if (!ranges.isEmpty()) {
                raised.add(partition.of(ranges));
            }
        }
        return raised;
    }

    private static List<TimedRange> raised(List<TimedRange> ranges, long lowest) {
        List<TimedRange> raised = new ArrayList<>();
        for (TimedRange range : ranges) {
            OffsetRange offsets = range.offsets();
            if (!isBound(range) || offsets.startOffset() >= lowest) {
                raised.add(range);
            } else if (lowest < offsets.endOffset()) {
                raised.add(range.withOffsets(lowest, offsets.endOffset()));
            }
        }
        return raised;
    }
}
