package io.kaspar.catalog.facts;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Where the first records of some times are, and what that answer can be trusted for: records that were removed before it was given, and
 * after the snapshot, may have been of those times, too.
 *
 * @param asked partitions
 * @param offsets by partition: of the first record of its time or later; none where there is no such record
 * @param logStarts by partition: where its log began after that answer
 */
public record FirstOffsets(Set<Integer> asked, Map<Integer, Long> offsets, Map<Integer, Long> logStarts) {
    public static final FirstOffsets NOT_ASKED = new FirstOffsets(Set.of(), Map.of(), Map.of());

    public FirstOffsets {
        asked = Set.copyOf(asked);
        offsets = Map.copyOf(offsets);
        logStarts = Map.copyOf(logStarts);
    }

    /**
     * The offsets before which no record of the snapshot is of the time; none for a partition that has none at all. Where records of the
     * snapshot were removed that is its beginning: what reads from there says what is lost.
     */
    public Map<Integer, Long> passingOverNone(TopicSnapshot snapshot) {
        Map<Integer, Long> safe = new HashMap<>(offsets);
        asked.forEach(partition -> {
            if (isShortened(partition, snapshot)) {
                safe.put(partition, snapshot.range(partition).startOffset());
            }
        });
        return safe;
    }

    /**
     * The offsets to start at. Where records of the snapshot were removed, and what is left begins with the first record, an earlier one
     * may have been among them: there it is the snapshot's beginning.
     */
    public Map<Integer, Long> starts(TopicSnapshot snapshot) {
        Map<Integer, Long> starts = new HashMap<>(offsets);
        starts.replaceAll((partition, offset) -> isShortened(partition, snapshot) && offset <= logStart(partition)
                ? snapshot.range(partition).startOffset()
                : offset);
        return starts;
    }

    private boolean isShortened(int partition, TopicSnapshot snapshot) {
        return logStart(partition) > snapshot.range(partition).startOffset();
    }

    private long logStart(int partition) {
        return logStarts.getOrDefault(partition, 0L);
    }
}
