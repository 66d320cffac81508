package io.kaspar.catalog.procedure;

import io.kaspar.catalog.cluster.Cluster;
import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.schema.line.SinceSpark;
import java.util.List;

/** Finds the topics that arguments of procedures name. */
@SinceSpark("4.0")
record NamedTopics(Cluster cluster, CatalogOptions options) {

    /**
     * A topic that is there.
     *
     * @throws OptionException when it is not
     * @throws ClusterException when the principal may not read it
     */
    TopicLayout require(String topic) {
        TopicLayout layout = cluster.firstLayout(List.of(topic))
                .orElseThrow(() -> new OptionException("there is no topic " + topic + " in "
                        + options.cluster().place() + "; SHOW TABLES lists those there are"));
        layout.requireReadPermission();
        return layout;
    }
}
