package io.kaspar.catalog.scan;

import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.task.ReplicaPlace;
import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * What one task reads: ranges of one partition.
 *
 * @param ranges in ascending order, none of them empty
 * @param lineage of the log that the ranges are of
 * @param replicas that may be read from disk, the leader's first
 * @param hosts of executors on those replicas' machines, as Spark knows them
 */
record TopicInputPartition(
        int partition, List<TimedRange> ranges, LogLineage lineage, List<ReplicaPlace> replicas, List<String> hosts)
        implements InputPartition {
    private static final long serialVersionUID = 1L;

    TopicInputPartition {
        ranges = List.copyOf(ranges);
        replicas = List.copyOf(replicas);
        hosts = List.copyOf(hosts);
    }

    /** The same, to be run somewhere else. */
    TopicInputPartition on(List<String> otherHosts) {
        return new TopicInputPartition(partition, ranges, lineage, replicas, otherHosts);
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
