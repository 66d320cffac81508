package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicRights;
import io.kaspar.catalog.options.CatalogOptions;
import io.kaspar.catalog.options.ClusterOptions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReplicaLookupTest {
    /** Nobody there to ask. */
    private static final ClusterOptions OPTIONS = CatalogOptions.ofCatalog(
                    Map.of("kafka.bootstrap.servers", "nowhere:1"))
            .cluster();

    private static final BrokerNode BROKER = new BrokerNode(1, "broker", 9092, null);

    @Test
    void knowsNoFilesOfATopicThatNobodySaysMayBeRead() {
        PartitionLayout partition = new PartitionLayout(0, BROKER, List.of(BROKER), List.of(BROKER));
        TopicLayout layout = new TopicLayout("cluster", "t", "id", TopicRights.UNKNOWN, List.of(partition));
        ReplicaLookup lookup = new ReplicaLookup(OPTIONS, Clock.systemUTC());

        TopicReplicas storage = lookup.of(layout, Set.of(0));

        assertThat(storage.places(0)).isEmpty();
        assertThat(storage.unknownBecause()).contains("does not tell whether this principal may read");
    }
}
