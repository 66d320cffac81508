package io.kaspar.catalog.facts;

import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What some partitions of a topic held at one moment.
 *
 * @param ranges by partition: from the start of its log to what the isolation allows
 * @param lineages by partition: which log that is; missing where the leader did not tell
 */
public record TopicSnapshot(SortedMap<Integer, OffsetRange> ranges, Map<Integer, LogLineage> lineages) {
    public TopicSnapshot {
        lineages = Map.copyOf(lineages);
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }

    public static TopicSnapshot of(Map<Integer, OffsetRange> ranges, Map<Integer, LogLineage> lineages) {
        return new TopicSnapshot(new TreeMap<>(ranges), lineages);
    }

    /** The part of it that is about some partitions. */
    public TopicSnapshot only(Set<Integer> partitions) {
        Map<Integer, OffsetRange> wanted = new HashMap<>(ranges);
        wanted.keySet().retainAll(partitions);
        return of(wanted, lineages);
    }

    /** With another one's partitions added. */
    public TopicSnapshot and(TopicSnapshot other) {
        Map<Integer, OffsetRange> allRanges = new HashMap<>(ranges);
        allRanges.putAll(other.ranges());
        Map<Integer, LogLineage> allLineages = new HashMap<>(lineages);
        allLineages.putAll(other.lineages());
        return of(allRanges, allLineages);
    }

    /** Which log a partition's range is of. */
    public LogLineage lineage(int partition) {
        return lineages.getOrDefault(partition, new LogLineage.Untold());
    }

    /** @throws NullPointerException when the partition is not in this snapshot */
    public OffsetRange range(int partition) {
        return Objects.requireNonNull(ranges.get(partition), () -> "partition " + partition + " was not asked for");
    }

    /** As text that names the snapshot: {@code 0:0-100,1:5-20} is two partitions, end offsets excluded. */
    public String text() {
        return ranges.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue().startOffset() + "-"
                        + entry.getValue().endOffset())
                .collect(Collectors.joining(","));
    }
}
