package io.kaspar.catalog.cluster;

import io.kaspar.reader.bytes.OffsetRange;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What some partitions of a topic held at one moment.
 *
 * @param ranges by partition: from the start of its log to what the isolation allows
 */
public record TopicSnapshot(SortedMap<Integer, OffsetRange> ranges) {
    public TopicSnapshot {
        ranges = Collections.unmodifiableSortedMap(new TreeMap<>(ranges));
    }

    public static TopicSnapshot of(Map<Integer, OffsetRange> ranges) {
        return new TopicSnapshot(new TreeMap<>(ranges));
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
