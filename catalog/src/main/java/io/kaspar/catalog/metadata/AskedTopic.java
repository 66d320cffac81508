package io.kaspar.catalog.metadata;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.TopicLayout;
import java.util.List;
import java.util.function.Supplier;

/**
 * A topic that a table of facts is of, and who is asked about it.
 *
 * @param schemas asks the registry
 */
public record AskedTopic(Cluster cluster, TopicLayout layout, Supplier<List<SchemaVersion>> schemas) {
    String topic() {
        return layout.topic();
    }
}
