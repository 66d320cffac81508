package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** All topics at once. */
public final class TopicStates {
    private TopicStates() {}

    /**
     * A topic.
     *
     * @param replicationFactor the most replicas of a partition
     * @param leaderless partitions that have no leader
     * @param underReplicated partitions of which a replica is not in sync
     */
    public record TopicState(
            String topic,
            String topicId,
            boolean isInternal,
            int partitions,
            int replicationFactor,
            int leaderless,
            int underReplicated) {}

    /** Those that the principal may describe, internal ones too, by name. */
    public static List<TopicState> all(Cluster cluster) {
        return cluster.inquire(use -> {
            Collection<String> names = use.await(
                    use.admin()
                            .listTopics(
                                    new ListTopicsOptions().listInternal(true).timeoutMs(use.timeoutMs()))
                            .names(),
                    "listing topics");
            List<TopicState> states = new ArrayList<>();
            use.admin()
                    .describeTopics(names, new DescribeTopicsOptions().timeoutMs(use.timeoutMs()))
                    .topicNameValues()
                    .forEach((topic, answer) -> {
                        try {
                            states.add(state(use.await(answer, "looking up the topic " + topic)));
                        } catch (ClusterException e) {
                            // deleted since it was listed
                            if (!e.isCausedBy(UnknownTopicOrPartitionException.class)) {
                                throw e;
                            }
                        }
                    });
            states.sort(Comparator.comparing(TopicState::topic));
            return states;
        });
    }

    private static TopicState state(TopicDescription topic) {
        List<TopicPartitionInfo> partitions = topic.partitions();
        return new TopicState(
                topic.name(),
                topic.topicId().toString(),
                topic.isInternal(),
                partitions.size(),
                partitions.stream()
                        .mapToInt(partition -> partition.replicas().size())
                        .max()
                        .orElse(0),
                (int) partitions.stream()
                        .filter(partition ->
                                partition.leader() == null || partition.leader().isEmpty())
                        .count(),
                (int) partitions.stream()
                        .filter(partition ->
                                partition.isr().size() < partition.replicas().size())
                        .count());
    }
}
