package io.kaspar.catalog.facts;

import java.io.Serializable;
import java.util.List;

/** The brokers of a cluster that are there now, and their log directories, by node id. */
public record ClusterDisks(String clusterId, List<BrokerDisks> brokers) implements Serializable {
    public ClusterDisks {
        brokers = List.copyOf(brokers);
    }
}
