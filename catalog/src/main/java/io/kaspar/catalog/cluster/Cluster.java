package io.kaspar.catalog.cluster;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.log.Isolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().topics(withInternal);
        }
    }

    @Override
    public Optional<TopicLayout> firstLayout(List<String> names) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().firstLayout(names);
        }
    }

    @Override
    public TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().snapshot(layout, partitions, isolation);
        }
    }

    @Override
    public Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().offsetsAt(layout, timestampsMs, isolation);
        }
    }

    @Override
    public TopicStorage storage(TopicLayout layout, Set<Integer> partitions) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().storage(layout, partitions);
        }
    }

    /**
     * All brokers and their log directories, as they are now.
     *
     * @param topic whose partitions there are of interest; empty for none
     */
    public ClusterDisks disks(String topic) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().disks(topic);
        }
    }

    /** The topic's own settings, as they were lately; empty when the principal may not see them. */
    @Override
    public Map<String, String> topicConfig(String topic) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            return lease.client().topicConfig(topic);
        }
    }

    @Override
    public void forget(String topic) {
        try (SharedClusters.Lease lease = shared.lease(options)) {
            lease.client().forget(topic);
        }
    }

    @Override
    public String toString() {
        return "Cluster[" + options.bootstrapServers() + "]";
    }
}
