package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.BrokerNode;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.common.Node;

/** The brokers that are there. */
public final class BrokerStates {
    private BrokerStates() {}

    /**
     * A broker.
     *
     * @param isController as clients are told: with KRaft any broker may be named, which passes on what is for the controller
     */
    public record BrokerState(BrokerNode node, boolean isController, String clusterId) {}

    /** All of them, by id. */
    public static List<BrokerState> all(Cluster cluster) {
        return cluster.inquire(use -> {
            DescribeClusterResult asked =
                    use.admin().describeCluster(new DescribeClusterOptions().timeoutMs(use.timeoutMs()));
            Collection<Node> nodes = use.await(asked.nodes(), "asking for the brokers");
            Node controller = use.await(asked.controller(), "asking for the controller");
            String clusterId = use.await(asked.clusterId(), "asking for the cluster's id");
            return nodes.stream()
                    .sorted(Comparator.comparingInt(Node::id))
                    .map(node -> new BrokerState(
                            new BrokerNode(node.id(), node.host(), node.port(), node.rack()),
                            controller != null && controller.id() == node.id(),
                            clusterId))
                    .toList();
        });
    }
}
