package io.kaspar.catalog.cluster;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.DescribeLogDirsResponseData;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsPartition;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsResult;
import org.apache.kafka.common.message.DescribeLogDirsResponseData.DescribeLogDirsTopic;
import org.apache.kafka.common.protocol.Errors;

/**
 * What lies on a broker's disks.
 *
 * @param unknownBecause why nothing is known; empty when it is
 */
record BrokerReplicas(Map<TopicPartition, Replica> replicas, String unknownBecause) {

    /** A replica's log directory, and how much it takes there. */
    record Replica(String logDir, long bytes) {}

    /** Whether this says where the replica is, or why nothing is known. */
    boolean tellsOf(TopicPartition partition) {
        return !unknownBecause.isEmpty() || replicas.containsKey(partition);
    }

    static BrokerReplicas unknown(String because) {
        return new BrokerReplicas(Map.of(), because);
    }

    /** Leaves out directories that failed, and replicas on their way to another directory. */
    static BrokerReplicas of(DescribeLogDirsResponseData answer) {
        Map<TopicPartition, Replica> replicas = new HashMap<>();
        for (DescribeLogDirsResult directory : answer.results()) {
            if (Errors.forCode(directory.errorCode()) == Errors.NONE) {
                for (DescribeLogDirsTopic topic : directory.topics()) {
                    for (DescribeLogDirsPartition partition : topic.partitions()) {
                        if (!partition.isFutureKey()) {
                            replicas.put(
                                    new TopicPartition(topic.name(), partition.partitionIndex()),
                                    new Replica(directory.logDir(), partition.partitionSize()));
                        }
                    }
                }
            }
        }
        return new BrokerReplicas(replicas, "");
    }
}
