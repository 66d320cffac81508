package io.kaspar.catalog.predicate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Conditions that hold for the first records of partitions, up to an offset, and for no others. */
public final class LogPrefix {
    private LogPrefix() {}

    /**
     * By partition the first offset for which the condition does not hold, {@link Long#MAX_VALUE} where it holds for all; without
     * partitions of which it holds for no record. Empty when it is another condition: one that leaves out records before others, or that
     * is about times, which are in no order.
     */
    public static Optional<Map<Integer, Long>> ends(RecordPredicate condition, Set<Integer> partitions) {
        Map<Integer, Long> ends = new HashMap<>();
        for (int partition : partitions) {
            List<RecordRegion.Piece> pieces = condition
                    .truth(new RecordSlice(partition, RecordKey.OTHER))
                    .isTrue()
                    .pieces();
            if (pieces.isEmpty() || pieces.get(0).offsets().last() < 0) {
                continue;
            }
            RecordRegion.Piece first = pieces.get(0);
            if (pieces.size() > 1
                    || first.offsets().first() > 0
                    || !first.timesMicros().equals(LongSet.ALL)) {
                return Optional.empty();
            }
            long last = first.offsets().last();
            ends.put(partition, last == Long.MAX_VALUE ? last : last + 1);
        }
        return Optional.of(ends);
    }
}
