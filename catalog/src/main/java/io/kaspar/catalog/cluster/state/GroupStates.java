package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.AdminUse;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsResult;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** What coordinators tell of groups. */
public final class GroupStates {
    private GroupStates() {}

    /**
     * A group of any kind.
     *
     * @param type Kafka's word: classic, consumer, share, streams
     * @param protocol what its members speak; empty where offsets were only kept under its name
     * @param state Kafka's word
     * @param members how many there are; empty where nobody asked, or it is no group of consumers
     */
    public record GroupState(
            String groupId,
            String type,
            String protocol,
            String state,
            Optional<Integer> members,
            Optional<Integer> coordinator) {}

    /**
     * How far a group got in a partition.
     *
     * @param offset the next one that it will read
     * @param metadata what was kept beside it; mostly empty
     * @param consumer who reads the partition now; empty when nobody does, or nobody asked
     */
    public record GroupPlace(
            String groupId,
            int partition,
            long offset,
            String metadata,
            String state,
            Optional<GroupConsumer> consumer) {}

    /** A member of a group. */
    public record GroupConsumer(String clientId, String host) {}

    /**
     * All groups that the principal may describe, by name.
     *
     * @param withMembers whether their coordinators are asked about consumers
     */
    public static List<GroupState> all(Cluster cluster, boolean withMembers) {
        return cluster.inquire(use -> {
            List<GroupListing> listed = list(use, new ListGroupsOptions());
            Map<String, ConsumerGroupDescription> described = withMembers
                    ? describe(
                            use,
                            list(use, ListGroupsOptions.forConsumerGroups()).stream()
                                    .map(GroupListing::groupId)
                                    .toList())
                    : Map.of();
            return listed.stream()
                    .map(group -> state(group, Optional.ofNullable(described.get(group.groupId()))))
                    .toList();
        });
    }

    private static GroupState state(GroupListing group, Optional<ConsumerGroupDescription> described) {
        return new GroupState(
                group.groupId(),
                group.type().map(Object::toString).orElse(""),
                group.protocol(),
                state(group),
                described.map(told -> told.members().size()),
                described.map(told -> told.coordinator().id()));
    }

    private static String state(GroupListing group) {
        return group.groupState().map(Object::toString).orElse("");
    }

    private static List<GroupListing> list(AdminUse use, ListGroupsOptions options) {
        List<GroupListing> groups = new ArrayList<>(use.await(
                use.admin().listGroups(options.timeoutMs(use.timeoutMs())).all(), "listing groups"));
        groups.sort(Comparator.comparing(GroupListing::groupId));
        return groups;
    }

    private static Map<String, ConsumerGroupDescription> describe(AdminUse use, Collection<String> groups) {
        Map<String, ConsumerGroupDescription> described = new HashMap<>();
        use.admin()
                .describeConsumerGroups(groups, new DescribeConsumerGroupsOptions().timeoutMs(use.timeoutMs()))
                .describedGroups()
                .forEach((group, answer) -> present(use, answer, "asking for the consumer group " + group)
                        .ifPresent(told -> described.put(group, told)));
        return described;
    }

    /** Empty for a group that was deleted since it was listed. */
    private static <T> Optional<T> present(AdminUse use, KafkaFuture<T> answer, String what) {
        try {
            return Optional.of(use.await(answer, what));
        } catch (ClusterException e) {
            if (e.isCausedBy(GroupIdNotFoundException.class)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * The groups of consumers that keep offsets of a topic, by name and partition.
     *
     * @param withConsumers whether it is asked who reads which partition
     */
    public static List<GroupPlace> of(Cluster cluster, String topic, boolean withConsumers) {
        return cluster.inquire(use -> {
            Map<String, String> states = new HashMap<>();
            list(use, ListGroupsOptions.forConsumerGroups())
                    .forEach(group -> states.put(group.groupId(), state(group)));
            Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets = offsets(use, states.keySet(), topic);
            Map<String, ConsumerGroupDescription> described =
                    withConsumers && !offsets.isEmpty() ? describe(use, offsets.keySet()) : Map.of();
            List<GroupPlace> places = new ArrayList<>();
            offsets.forEach((group, ofGroup) -> ofGroup.forEach((partition, kept) -> places.add(new GroupPlace(
                    group,
                    partition.partition(),
                    kept.offset(),
                    kept.metadata(),
                    states.getOrDefault(group, ""),
                    Optional.ofNullable(described.get(group)).flatMap(told -> reading(told, partition))))));
            places.sort(Comparator.comparing(GroupPlace::groupId).thenComparingInt(GroupPlace::partition));
            return places;
        });
    }

    /** Those of the topic, of the groups that have some. */
    private static Map<String, Map<TopicPartition, OffsetAndMetadata>> offsets(
            AdminUse use, Collection<String> groups, String topic) {
        Map<String, ListConsumerGroupOffsetsSpec> specs = new HashMap<>();
        groups.forEach(group -> specs.put(group, new ListConsumerGroupOffsetsSpec()));
        Map<String, Map<TopicPartition, OffsetAndMetadata>> found = new HashMap<>();
        if (specs.isEmpty()) {
            return found;
        }
        ListConsumerGroupOffsetsResult asked = use.admin()
                .listConsumerGroupOffsets(specs, new ListConsumerGroupOffsetsOptions().timeoutMs(use.timeoutMs()));
        groups.forEach(group -> present(
                        use,
                        asked.partitionsToOffsetAndMetadata(group),
                        "asking for the offsets of the consumer group " + group)
                .ifPresent(kept -> {
                    Map<TopicPartition, OffsetAndMetadata> ofTopic = new HashMap<>(kept);
                    ofTopic.keySet().removeIf(partition -> !partition.topic().equals(topic));
                    ofTopic.values().removeIf(offset -> offset == null); // Kafka's word for none
                    if (!ofTopic.isEmpty()) {
                        found.put(group, ofTopic);
                    }
                }));
        return found;
    }

    private static Optional<GroupConsumer> reading(ConsumerGroupDescription group, TopicPartition partition) {
        return group.members().stream()
                .filter(member -> member.assignment().topicPartitions().contains(partition))
                .findFirst()
                .map(GroupStates::consumer);
    }

    private static GroupConsumer consumer(MemberDescription member) {
        return new GroupConsumer(member.clientId(), member.host());
    }
}
