package io.kaspar.catalog.facts;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a partition is.
 *
 * @param leader null when it has none at the moment
 * @param replicas all of them, in the order of assignment
 * @param inSync those of the replicas that have every committed record
 */
public record PartitionLayout(
        int partition, @Nullable BrokerNode leader, List<BrokerNode> replicas, List<BrokerNode> inSync) {
    public PartitionLayout {
        replicas = List.copyOf(replicas);
        inSync = List.copyOf(inSync);
    }

    /** The replicas that may be read, the leader's first. */
    public List<BrokerNode> readable() {
        List<BrokerNode> readable = new ArrayList<>(inSync);
        if (leader != null) {
            readable.remove(leader);
            readable.add(0, leader);
        }
        readable.removeIf(node -> !node.isPresent());
        return readable;
    }
}
