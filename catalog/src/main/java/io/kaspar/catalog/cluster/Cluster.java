package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.Isolation;
import io.kaspar.schema.lease.Lease;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka cluster, asked only when there is a question. Holds nothing open itself: each question leases a client.
 *
 * <p>Every method throws {@link ClusterException} when the cluster cannot be asked or refuses.
 */
public final class Cluster implements TopicStore {
    private final ClusterOptions options;
    private final SharedClusters shared;

    public Cluster(ClusterOptions options, SharedClusters shared) {
        this.options = options;
        this.shared = shared;
    }

    @Override
    public ClusterOptions options() {
        return options;
    }

    @Override
    public List<String> topics(boolean withInternal) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().topics(withInternal);
        }
    }

    @Override
    public Optional<TopicLayout> firstLayout(List<String> names) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().firstLayout(names);
        }
    }

    @Override
    public TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().snapshot(layout, partitions, isolation);
        }
    }

    @Override
    public Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().offsetsAt(layout, timestampsMs, isolation);
        }
    }

    @Override
    public TopicReplicas storage(TopicLayout layout, Set<Integer> partitions) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().storage(layout, partitions);
        }
    }

    /**
     * All brokers and their log directories, as they are now.
     *
     * @param topic whose partitions there are of interest; empty for none
     */
    public ClusterLogDirectories directories(String topic) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().directories(topic);
        }
    }

    /** The topic's own settings, as they were lately; empty when the principal may not see them. */
    @Override
    public Map<String, String> topicConfig(String topic) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            return lease.value().topicConfig(topic);
        }
    }

    @Override
    public void lookUpAhead(List<String> expected) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            lease.value().lookUpAhead(expected);
        }
    }

    @Override
    public void forget(String topic) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            lease.value().forget(topic);
        }
    }

    /** Equal when it is the same cluster, asked in the same way. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cluster cluster && options.equals(cluster.options) && shared == cluster.shared;
    }

    @Override
    public int hashCode() {
        return options.hashCode();
    }

    @Override
    public String toString() {
        return "Cluster[" + options.bootstrapServers() + "]";
    }
}
