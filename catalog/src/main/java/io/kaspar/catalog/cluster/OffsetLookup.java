package io.kaspar.catalog.cluster;

import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.isolation.Isolation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the leaders of partitions for offsets. */
final class OffsetLookup {
    private static final long NO_RECORD = -1;

    private final Admin admin;
    private final Answers answers;
    private final int timeoutMs;

    OffsetLookup(Admin admin, Answers answers, int timeoutMs) {
        this.admin = admin;
        this.answers = answers;
        this.timeoutMs = timeoutMs;
    }

    /** From the start of each log to the last stable offset, or to the high watermark for uncommitted reads. */
    TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        if (partitions.isEmpty()) {
            return TopicSnapshot.of(Map.of());
        }
        // latest before earliest: the start of a log moves up only, so no range can turn out inside out
        Map<Integer, Long> latest = ask(layout, each(layout, partitions, OffsetSpec.latest()), isolation);
        Map<Integer, Long> earliest = ask(layout, each(layout, partitions, OffsetSpec.earliest()), isolation);
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        for (int partition : partitions) {
            long start = earliest.getOrDefault(partition, 0L);
            ranges.put(partition, new OffsetRange(start, Math.max(start, latest.getOrDefault(partition, start))));
        }
        return TopicSnapshot.of(ranges);
    }

    /** The offset of the first record of a time or later, for partitions that have one. */
    Map<Integer, Long> at(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        if (timestampsMs.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        timestampsMs.forEach((partition, timestampMs) ->
                specs.put(new TopicPartition(layout.topic(), partition), OffsetSpec.forTimestamp(timestampMs)));
        return ask(layout, specs, isolation);
    }

    private Map<Integer, Long> ask(TopicLayout layout, Map<TopicPartition, OffsetSpec> specs, Isolation isolation) {
        ListOffsetsOptions options = new ListOffsetsOptions(level(isolation));
        options.timeoutMs(timeoutMs);
        try {
            Map<TopicPartition, ListOffsetsResultInfo> infos = answers.await(
                    admin.listOffsets(specs, options).all(), "asking for the offsets of the topic " + layout.topic());
            Map<Integer, Long> offsets = new HashMap<>();
            infos.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
            offsets.values().removeIf(offset -> offset == NO_RECORD);
            return offsets;
        } catch (ClusterException e) {
            if (e.isCausedBy(UnknownTopicOrPartitionException.class)) {
                throw new ClusterException("topic " + layout.topic() + " was deleted while the query was planned", e);
            }
            throw e;
        }
    }

    private static Map<TopicPartition, OffsetSpec> each(TopicLayout layout, Set<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        for (int partition : partitions) {
            specs.put(new TopicPartition(layout.topic(), partition), spec);
        }
        return specs;
    }

    private static IsolationLevel level(Isolation isolation) {
        return switch (isolation) {
            case READ_COMMITTED -> IsolationLevel.READ_COMMITTED;
            case READ_UNCOMMITTED -> IsolationLevel.READ_UNCOMMITTED;
        };
    }
}
