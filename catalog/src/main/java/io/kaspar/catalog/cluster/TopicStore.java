package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.Isolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver has to know of topics, whoever tells it: a running cluster, or copies of its directories.
 *
 * <p>Thread-safe. Two are equal when they ask the same in the same way. Every method throws {@link ClusterException} when it cannot be told.
 */
public interface TopicStore {

    ClusterOptions options();

    /** All topics that may be described, in alphabetical order. */
    List<String> topics(boolean withInternal);

    /** The first of these topics that is there, as it was lately; empty when none is. Never creates one. */
    Optional<TopicLayout> firstLayout(List<String> names);

    /** What these partitions of the topic hold now. */
    TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation);

    /** The offset of the first record of a time or later, for those partitions that have one. */
    Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation);

    /** Where the logs of these partitions begin now. */
    Map<Integer, Long> logStarts(TopicLayout layout, Set<Integer> partitions);

    /** Where a consumer group got: the next offset of those of these partitions of which it has one. */
    Map<Integer, Long> groupOffsets(TopicLayout layout, String group, Set<Integer> partitions);

    /**
     * Keeps how far a consumer group got, as its consumers would.
     *
     * @param nextOffsets by partition
     */
    void commit(TopicLayout layout, String group, Map<Integer, Long> nextOffsets);

    /** Where the replicas of these partitions lie on disks, as it was lately. */
    TopicReplicas storage(TopicLayout layout, Set<Integer> partitions);

    /** The topic's own settings, as they were lately; empty when they cannot be seen. */
    Map<String, String> topicConfig(String topic);

    /** Whether records are removed of keys that have newer ones, as far as the topic's settings can be seen. */
    default boolean isCompacted(String topic) {
        return topicConfig(topic).getOrDefault("cleanup.policy", "").contains("compact");
    }

    /**
     * Says that these topics will be asked about one by one soon: what they are like and how they are set may be looked up for all
     * at once. What fails is told by the question about the topic.
     */
    void lookUpAhead(List<String> expected);

    /** Forgets what is remembered of a topic. */
    void forget(String topic);
}
