package io.kaspar.catalog.scan;

import io.kaspar.catalog.ask.AtOnce;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.TopicIdentity;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets limited micro-batches begin to count at the first record that waits in a partition, and not in the hole that compaction left before
 * it. Remembers what it found until the stream is past it. Not thread-safe.
 */
final class HoleSkipper {
    private static final Logger LOG = LoggerFactory.getLogger(HoleSkipper.class);

    private final SingleRecords records;
    private final Map<TopicPartitionName, OffsetRange> holes = new HashMap<>();

    HoleSkipper(SingleRecords records) {
        this.records = records;
    }

    private record Asked(TopicPartitionName partition, OffsetRange waiting, long first) {}

    /**
     * What waits from the first record on.
     *
     * @param waiting by partition
     * @param topics those that are compacted, by name
     */
    Map<TopicPartitionName, OffsetRange> withoutHoles(
            Map<TopicPartitionName, OffsetRange> waiting, Map<String, TopicIdentity> topics) {
        Map<TopicPartitionName, OffsetRange> without = new HashMap<>(waiting);
        List<Asked> questions = waiting.entrySet().stream()
                .filter(entry -> topics.containsKey(entry.getKey().topic())
                        && !entry.getValue().isEmpty())
                .map(entry -> new Asked(entry.getKey(), entry.getValue(), known(entry.getKey(), entry.getValue())))
                .toList();
        for (Asked found : AtOnce.each(questions, asked -> answered(asked, topics))) {
            long first = Math.min(found.first(), found.waiting().endOffset());
            holes.put(found.partition(), new OffsetRange(found.waiting().startOffset(), first));
            without.put(
                    found.partition(), new OffsetRange(first, found.waiting().endOffset()));
        }
        return without;
    }

    /** The first record, where the stream is still in the hole that was found before; else -1. */
    private long known(TopicPartitionName partition, OffsetRange waiting) {
        OffsetRange hole = holes.get(partition);
        if (hole == null) {
            return -1;
        }
        boolean isInside = waiting.startOffset() >= hole.startOffset()
                && waiting.startOffset() <= hole.endOffset()
                && hole.endOffset() < waiting.endOffset();
        return isInside ? hole.endOffset() : -1;
    }

    private Asked answered(Asked asked, Map<String, TopicIdentity> topics) {
        TopicIdentity topic = topics.get(asked.partition().topic());
        if (asked.first() >= 0 || topic == null) {
            return asked;
        }
        try {
            long first = records.firstOffset(topic, asked.partition().partition(), asked.waiting())
                    .orElse(asked.waiting().endOffset());
            return new Asked(asked.partition(), asked.waiting(), first);
        } catch (IOException e) {
            // then the micro-batch may hold no record
            LOG.warn("It is not known where the next record of {} is: {}", asked.partition(), e.getMessage());
            return new Asked(asked.partition(), asked.waiting(), asked.waiting().startOffset());
        }
    }
}
