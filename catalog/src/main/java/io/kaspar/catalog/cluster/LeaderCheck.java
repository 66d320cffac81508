package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks that partitions have a leader: without one nobody knows what is committed. */
final class LeaderCheck {
    private LeaderCheck() {}

    static void require(TopicLayout layout, Set<Integer> partitions) {
        Optional<ClusterException> missing = missing(layout, partitions);
        if (missing.isPresent()) {
            throw missing.get();
        }
    }

    /** What to tell about those of these partitions that have no leader; empty when all have one. */
    static Optional<ClusterException> missing(TopicLayout layout, Set<Integer> partitions) {
        List<PartitionLayout> leaderless = layout.partitions().stream()
                .filter(partition -> partitions.contains(partition.partition()) && partition.leader() == null)
                .toList();
        if (leaderless.isEmpty()) {
            return Optional.empty();
        }
        String leaderlessPartitions = leaderless.stream()
                .map(partition -> partition.partition() + " (replicas on brokers "
                        + partition.replicas().stream()
                                .map(node -> String.valueOf(node.nodeId()))
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(new ClusterException("topic " + layout.topic() + " cannot be read: there is no leader for"
                + " partition " + leaderlessPartitions + "; bring one of these brokers back"));
    }
}
