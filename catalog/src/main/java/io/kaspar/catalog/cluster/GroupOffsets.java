package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** How far consumer groups got. Never joins one. */
final class GroupOffsets {
    private final Admin admin;
    private final AdminCalls calls;
    private final int timeoutMs;

    GroupOffsets(Admin admin, AdminCalls calls, int timeoutMs) {
        this.admin = admin;
        this.calls = calls;
        this.timeoutMs = timeoutMs;
    }

    /** The next offset of those of these partitions of which the group has one; offsets of open transactions are waited for. */
    Map<Integer, Long> offsets(TopicLayout layout, String group, Set<Integer> partitions) {
        List<TopicPartition> asked = new ArrayList<>();
        partitions.forEach(partition -> asked.add(new TopicPartition(layout.topic(), partition)));
        ListConsumerGroupOffsetsOptions options =
                new ListConsumerGroupOffsetsOptions().requireStable(true).timeoutMs(timeoutMs);
        ListConsumerGroupOffsetsSpec spec = new ListConsumerGroupOffsetsSpec().topicPartitions(asked);
        Map<Integer, Long> offsets = new HashMap<>();
        try {
            calls.await(
                            admin.listConsumerGroupOffsets(Map.of(group, spec), options)
                                    .partitionsToOffsetAndMetadata(group),
                            "asking for the offsets of the consumer group " + group)
                    .forEach((partition, committed) -> {
                        if (committed != null) { // null is Kafka's word for none
                            offsets.put(partition.partition(), committed.offset());
                        }
                    });
        } catch (ClusterException e) {
            if (!e.isCausedBy(GroupIdNotFoundException.class)) {
                throw e;
            }
        }
        return offsets;
    }

    /** Keeps the next offsets of these partitions for a group, which has no consumers at that time. */
    void commit(TopicLayout layout, String group, Map<Integer, Long> nextOffsets) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        nextOffsets.forEach((partition, next) ->
                offsets.put(new TopicPartition(layout.topic(), partition), new OffsetAndMetadata(next)));
        AlterConsumerGroupOffsetsOptions options = new AlterConsumerGroupOffsetsOptions().timeoutMs(timeoutMs);
        try {
            calls.await(
                    admin.alterConsumerGroupOffsets(group, offsets, options).all(),
                    "keeping the offsets of the consumer group " + group);
        } catch (ClusterException e) {
            if (e.isCausedBy(UnknownMemberIdException.class)) {
                throw new ClusterException(
                        "the consumer group " + group
                                + " has consumers of its own, which keep its offsets; name another"
                                + " group with the option progress-group",
                        e);
            }
            throw e;
        }
    }
}
