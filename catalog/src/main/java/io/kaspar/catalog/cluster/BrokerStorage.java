package io.kaspar.catalog.cluster;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * What lies on a broker's disks.
 *
 * @param unknownBecause why nothing is known; empty when it is
 */
record BrokerStorage(Map<TopicPartition, Replica> replicas, String unknownBecause) {

    /** A replica's log directory, and how much it takes there. */
    record Replica(String logDir, long bytes) {}

    /** Whether this says where the replica is, or why nothing is known. */
    boolean tellsOf(TopicPartition partition) {
        return !unknownBecause.isEmpty() || replicas.containsKey(partition);
    }

    static BrokerStorage unknown(String because) {
        return new BrokerStorage(Map.of(), because);
    }

    /** Leaves out directories that failed, and replicas on their way to another directory. */
    static BrokerStorage of(Map<String, LogDirDescription> logDirs) {
        Map<TopicPartition, Replica> replicas = new HashMap<>();
        logDirs.forEach((logDir, description) -> {
            if (description.error() == null) {
                description.replicaInfos().forEach((partition, info) -> {
                    if (!info.isFuture()) {
                        replicas.put(partition, new Replica(logDir, info.size()));
                    }
                });
            }
        });
        return new BrokerStorage(replicas, "");
    }
}
