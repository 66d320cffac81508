package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.BrokerDisks;
import io.kaspar.catalog.facts.BrokerDisks.Disk;
import io.kaspar.catalog.facts.ClusterDisks;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.ClusterOptions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;

/** Asks all brokers for their log directories, for whoever wants to know why nothing is local; remembers nothing. */
final class DiskLookup {
    private final Admin admin;
    private final Answers answers;
    private final ClusterOptions options;

    DiskLookup(Admin admin, Answers answers, ClusterOptions options) {
        this.admin = admin;
        this.answers = answers;
        this.options = options;
    }

    /** @param topic whose partitions are of interest; empty for none */
    ClusterDisks all(String topic) {
        DescribeClusterResult cluster =
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(options.requestTimeoutMs()));
        Collection<Node> nodes = answers.await(cluster.nodes(), "asking for the brokers");
        String clusterId = answers.await(cluster.clusterId(), "asking for the cluster's id");
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked = admin.describeLogDirs(
                        nodes.stream().map(Node::id).toList(),
                        new DescribeLogDirsOptions().timeoutMs(options.requestTimeoutMs()))
                .descriptions();
        List<BrokerDisks> brokers = new ArrayList<>();
        for (Node node : nodes) {
            KafkaFuture<Map<String, LogDirDescription>> answer = asked.get(node.id());
            if (answer != null) {
                brokers.add(broker(node, answer, topic));
            }
        }
        brokers.sort(Comparator.comparingInt(BrokerDisks::nodeId));
        return new ClusterDisks(clusterId, brokers);
    }

    private BrokerDisks broker(Node node, KafkaFuture<Map<String, LogDirDescription>> answer, String topic) {
        try {
            List<Disk> disks = new ArrayList<>();
            answers.await(answer, "asking broker " + node.id() + " for its log directories")
                    .forEach((path, description) -> disks.add(disk(path, description, topic)));
            disks.sort(Comparator.comparing(Disk::path));
            String because =
                    disks.isEmpty() ? "it names none to this principal, which needs DESCRIBE on the cluster" : "";
            return new BrokerDisks(node.id(), node.host(), disks, because);
        } catch (ClusterException e) {
            return new BrokerDisks(node.id(), node.host(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static Disk disk(String path, LogDirDescription description, String topic) {
        List<Integer> partitions = new ArrayList<>();
        description.replicaInfos().forEach((partition, info) -> {
            if (partition.topic().equals(topic) && !info.isFuture()) {
                partitions.add(partition.partition());
            }
        });
        partitions.sort(Comparator.naturalOrder());
        return new Disk(
                path,
                partitions,
                description.error() == null
                        ? ""
                        : String.valueOf(description.error().getMessage()));
    }
}
