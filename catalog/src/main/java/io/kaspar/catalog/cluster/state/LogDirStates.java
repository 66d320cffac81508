package io.kaspar.catalog.cluster.state;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.cluster.LogDirAnswers;
import io.kaspar.catalog.cluster.LogDirAnswers.LogDirAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.admin.LogDirDescription;

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

    /** Those of all brokers, by broker and path. A broker that names none has an entry that says why. */
    public static List<LogDirState> all(Cluster cluster) {
        List<LogDirState> states = new ArrayList<>();
        for (LogDirAnswer answer : cluster.inquire(LogDirAnswers::all)) {
            int broker = answer.broker().id();
            answer.directories().forEach((path, description) -> states.add(state(broker, path, description)));
            if (!answer.unknownBecause().isEmpty()) {
                states.add(new LogDirState(
                        broker, "", answer.unknownBecause(), OptionalLong.empty(), OptionalLong.empty(), List.of()));
            }
        }
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
