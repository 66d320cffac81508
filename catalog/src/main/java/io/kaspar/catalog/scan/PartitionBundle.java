package io.kaspar.catalog.scan;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * Several partitions of topics that one task reads, one after the other.
 *
 * @param hosts where it should run
 */
record PartitionBundle(List<TopicInputPartition> parts, List<String> hosts) implements InputPartition {
    private static final long serialVersionUID = 1L;

    PartitionBundle {
        parts = List.copyOf(parts);
        hosts = List.copyOf(hosts);
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
