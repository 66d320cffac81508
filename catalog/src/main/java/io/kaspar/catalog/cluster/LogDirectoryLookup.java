package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectories.Directory;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.ClusterLogDirectories;
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
final class LogDirectoryLookup {
    private final Admin admin;
    private final AdminCalls calls;
    private final ClusterOptions options;

    LogDirectoryLookup(Admin admin, AdminCalls calls, ClusterOptions options) {
        this.admin = admin;
        this.calls = calls;
        this.options = options;
    }

    /** @param topic whose partitions are of interest; empty for none */
    ClusterLogDirectories all(String topic) {
        DescribeClusterResult cluster =
                admin.describeCluster(new DescribeClusterOptions().timeoutMs(options.requestTimeoutMs()));
        Collection<Node> nodes = calls.await(cluster.nodes(), "asking for the brokers");
        String clusterId = calls.await(cluster.clusterId(), "asking for the cluster's id");
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked = admin.describeLogDirs(
                        nodes.stream().map(Node::id).toList(),
                        new DescribeLogDirsOptions().timeoutMs(options.requestTimeoutMs()))
                .descriptions();
        List<BrokerLogDirectories> brokers = new ArrayList<>();
        for (Node node : nodes) {
            KafkaFuture<Map<String, LogDirDescription>> answer = asked.get(node.id());
            if (answer != null) {
                brokers.add(broker(node, answer, topic));
            }
        }
        brokers.sort(Comparator.comparingInt(BrokerLogDirectories::nodeId));
        return new ClusterLogDirectories(clusterId, brokers);
    }

    private BrokerLogDirectories broker(Node node, KafkaFuture<Map<String, LogDirDescription>> answer, String topic) {
        try {
            List<Directory> directories = new ArrayList<>();
            calls.await(answer, "asking broker " + node.id() + " for its log directories")
                    .forEach((path, description) -> directories.add(directory(path, description, topic)));
            directories.sort(Comparator.comparing(Directory::path));
            String because =
                    directories.isEmpty() ? "it names none to this principal, which needs DESCRIBE on the cluster" : "";
            return new BrokerLogDirectories(node.id(), node.host(), directories, because);
        } catch (ClusterException e) {
            return new BrokerLogDirectories(node.id(), node.host(), List.of(), String.valueOf(e.getMessage()));
        }
    }

    private static Directory directory(String path, LogDirDescription description, String topic) {
        List<Integer> partitions = new ArrayList<>();
        description.replicaInfos().forEach((partition, info) -> {
            if (partition.topic().equals(topic) && !info.isFuture()) {
                partitions.add(partition.partition());
            }
        });
        partitions.sort(Comparator.naturalOrder());
        return new Directory(
                path,
                partitions,
                description.error() == null
                        ? ""
                        : String.valueOf(description.error().getMessage()));
    }
}
