package io.kaspar.catalog.cluster;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks that every partition has a leader: without one nobody knows what is committed. */
final class Leaders {
    private Leaders() {}

    static void require(TopicLayout layout) {
        Optional<ClusterException> missing = missing(layout);
        if (missing.isPresent()) {
            throw missing.get();
        }
    }

    /** What to tell about partitions without a leader; empty when all have one. */
    static Optional<ClusterException> missing(TopicLayout layout) {
        List<PartitionLayout> leaderless = layout.partitions().stream()
                .filter(partition -> partition.leader() == null)
                .toList();
        if (leaderless.isEmpty()) {
            return Optional.empty();
        }
        String partitions = leaderless.stream()
                .map(partition -> partition.partition() + " (replicas on brokers "
                        + partition.replicas().stream()
                                .map(node -> String.valueOf(node.nodeId()))
                                .collect(Collectors.joining(", "))
                        + ")")
                .collect(Collectors.joining(", "));
        return Optional.of(new ClusterException("topic " + layout.topic() + " cannot be read: there is no leader for"
                + " partition " + partitions + "; bring one of these brokers back"));
    }
}
