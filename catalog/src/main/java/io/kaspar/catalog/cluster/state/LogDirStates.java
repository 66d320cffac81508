package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.AdminUse;
import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeLogDirsOptions;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.AuthorizationException;

/** What brokers tell of their disks: a request for each broker. */
public final class LogDirStates {
    private LogDirStates() {}

    /**
     * A log directory of a broker.
     *
     * @param path empty where the broker tells none
     * @param error why nothing is known of it; empty when something is
     * @param totalBytes of the file system, where the broker tells
     * @param usableBytes that are left there
     */
    public record LogDirState(
            int brokerId,
            String path,
            String error,
            OptionalLong totalBytes,
            OptionalLong usableBytes,
            List<ReplicaState> replicas) {
        public LogDirState {
            replicas = List.copyOf(replicas);
        }
    }

    /**
     * A replica in it.
     *
     * @param sizeBytes what its log takes on disk
     * @param offsetLag how far it is behind the leader's high watermark, or behind the replica that it will replace
     * @param isFuture whether it will replace one in another directory
     */
    public record ReplicaState(String topic, int partition, long sizeBytes, long offsetLag, boolean isFuture) {}

    /** Those of all brokers, by broker and path. A broker that does not answer has an entry that says why. */
    public static List<LogDirState> all(Cluster cluster) {
        return cluster.inquire(use -> {
            Collection<Node> nodes = use.await(
                    use.admin()
                            .describeCluster(new DescribeClusterOptions().timeoutMs(use.timeoutMs()))
                            .nodes(),
                    "asking for the brokers");
            return of(use, nodes.stream().map(Node::id).toList());
        });
    }

    private static List<LogDirState> of(AdminUse use, Collection<Integer> brokers) {
        Map<Integer, KafkaFuture<Map<String, LogDirDescription>>> asked = use.admin()
                .describeLogDirs(brokers, new DescribeLogDirsOptions().timeoutMs(use.timeoutMs()))
                .descriptions();
        List<LogDirState> states = new ArrayList<>();
        asked.forEach((broker, answer) -> {
            try {
                use.await(answer, "asking broker " + broker + " for its log directories")
                        .forEach((path, description) -> states.add(state(broker, path, description)));
            } catch (ClusterException e) {
                if (e.isCausedBy(AuthorizationException.class)) {
                    throw e;
                }
                states.add(new LogDirState(
                        broker,
                        "",
                        String.valueOf(e.getMessage()),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        List.of()));
            }
        });
        states.sort(Comparator.comparingInt(LogDirState::brokerId).thenComparing(LogDirState::path));
        return states;
    }

    private static LogDirState state(int broker, String path, LogDirDescription description) {
        List<ReplicaState> replicas = new ArrayList<>();
        description
                .replicaInfos()
                .forEach((partition, info) -> replicas.add(new ReplicaState(
                        partition.topic(), partition.partition(), info.size(), info.offsetLag(), info.isFuture())));
        String error = description.error() == null
                ? ""
                : String.valueOf(description.error().getMessage());
        return new LogDirState(broker, path, error, description.totalBytes(), description.usableBytes(), replicas);
    }
}
