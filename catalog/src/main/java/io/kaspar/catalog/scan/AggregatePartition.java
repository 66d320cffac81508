package io.kaspar.catalog.scan;

import java.util.List;
import org.apache.spark.sql.connector.read.InputPartition;

/**
 * Several partitions of topics whose aggregates one task makes.
 *
 * @param hosts where it should run
 */
record AggregatePartition(List<TopicInputPartition> parts, List<String> hosts) implements InputPartition {
    private static final long serialVersionUID = 1L;

    AggregatePartition {
        parts = List.copyOf(parts);
        hosts = List.copyOf(hosts);
    }

    @Override
    public String[] preferredLocations() {
        return hosts.toArray(String[]::new);
    }
}
