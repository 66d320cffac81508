package io.kaspar.catalog.cluster;

import io.kaspar.reader.bytes.OffsetRange;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a topic held at one moment.
 *
 * @param ranges by partition: from the start of its log to what the isolation allows
 */
public record TopicSnapshot(List<OffsetRange> ranges) {
    public TopicSnapshot {
        ranges = List.copyOf(ranges);
    }

    public OffsetRange range(int partition) {
        return ranges.get(partition);
    }

    /** How many offsets there are; an upper bound of the records. */
    public long offsetCount() {
        return ranges.stream().mapToLong(OffsetRange::offsetCount).sum();
    }

    /** As text that names the snapshot: {@code 0:0-100,1:5-20} is two partitions, end offsets excluded. */
    public String text() {
        return IntStream.range(0, ranges.size())
                .mapToObj(partition -> partition + ":" + range(partition).startOffset() + "-"
                        + range(partition).endOffset())
                .collect(Collectors.joining(","));
    }
}
