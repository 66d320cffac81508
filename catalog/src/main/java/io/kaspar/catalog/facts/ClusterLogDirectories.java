package io.kaspar.catalog.facts;

import java.io.Serializable;
import java.util.List;

/** The brokers of a cluster that are there now, and their log directories, by node id. */
public record ClusterLogDirectories(String clusterId, List<BrokerLogDirectories> brokers) implements Serializable {
    public ClusterLogDirectories {
        brokers = List.copyOf(brokers);
    }
}
