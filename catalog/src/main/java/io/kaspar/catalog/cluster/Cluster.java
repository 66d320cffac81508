package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.facts.TopicDefinition;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
        return ask(client -> client.topics(withInternal));
    }

    @Override
    public Optional<TopicLayout> firstLayout(List<String> names) {
        return ask(client -> client.firstLayout(names));
    }

    @Override
    public TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        return ask(client -> client.snapshot(layout, partitions, isolation));
    }

    @Override
    public Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        return ask(client -> client.offsetsAt(layout, timestampsMs, isolation));
    }

    @Override
    public Map<Integer, Long> logStarts(TopicLayout layout, Set<Integer> partitions) {
        return ask(client -> client.logStarts(layout, partitions));
    }

    @Override
    public Map<Integer, Long> groupOffsets(TopicLayout layout, String group, Set<Integer> partitions) {
        return ask(client -> client.groups().offsets(layout, group, partitions));
    }

    @Override
    public void commit(TopicLayout layout, String group, Map<Integer, Long> nextOffsets) {
        tell(client -> client.groups().commit(layout, group, nextOffsets));
    }

    @Override
    public TopicReplicas storage(TopicLayout layout, Set<Integer> partitions) {
        return ask(client -> client.storage(layout, partitions));
    }

    /**
     * All brokers and their log directories, as they are now.
     *
     * @param topic whose partitions there are of interest; empty for none
     */
    public ClusterLogDirectories directories(String topic) {
        return ask(client -> client.directories(topic));
    }

    /** The topic's own settings, as they were lately; empty when the principal may not see them. */
    @Override
    public Map<String, String> topicConfig(String topic) {
        return ask(client -> client.topicConfig(topic));
    }

    @Override
    public void lookUpAhead(List<String> expected) {
        tell(client -> client.lookUpAhead(expected));
    }

    @Override
    public void forget(String topic) {
        tell(client -> client.forget(topic));
    }

    /** Asks whether a topic could be made: its name, settings, replicas, and the principal's right. Makes none. */
    public void tryCreate(TopicDefinition topic) {
        tell(client -> client.changes().tryCreate(topic));
    }

    /** Makes a topic and gives its id. Brokers may know it a little later. */
    public String create(TopicDefinition topic) {
        return ask(client -> client.changes().create(topic));
    }

    /** Deletes the topic of this id, and no other that has its name by now. Brokers may know it a little longer. */
    public void delete(String topic, String topicId) {
        tell(client -> client.changes().delete(topic, topicId));
    }

    /**
     * Changes Kafka's own settings of a topic.
     *
     * @param configs new values; empty for a setting that the topic shall have no more
     * @param isTried whether it is only asked whether that goes
     */
    public void configure(String topic, Map<String, Optional<String>> configs, boolean isTried) {
        tell(client -> client.changes().configure(topic, configs, isTried));
    }

    /**
     * Adds partitions until there are so many: keys lie in others from then on.
     *
     * @param isTried whether it is only asked whether that goes
     */
    public void addPartitions(String topic, int count, boolean isTried) {
        tell(client -> client.changes().addPartitions(topic, count, isTried));
    }

    /**
     * Deletes records from the beginnings of partitions on, for all who read them.
     *
     * @param ends by partition: the first offset that stays
     */
    public void deleteRecords(String topic, Map<Integer, Long> ends) {
        tell(client -> client.changes().deleteRecords(topic, ends));
    }

    /** Asks something that no other method asks; remembers nothing. */
    public <T> T inquire(Function<AdminUse, T> question) {
        return ask(client -> question.apply(client.admin()));
    }

    private void tell(Consumer<ClusterClient> what) {
        ask(client -> {
            what.accept(client);
            return true;
        });
    }

    /** Whether brokers say that the principal may not know of the topic, as they also do of topics that are not there. */
    public static boolean hidesTopic(ClusterException refusal) {
        return refusal.isCausedBy(TopicAuthorizationException.class);
    }

    /**
     * A client that got no answer is given up: it would go on trying to connect, and log that each second, though nobody asks any
     * more.
     */
    private <T> T ask(Function<ClusterClient, T> question) {
        try (Lease<ClusterClient> lease = shared.lease(options)) {
            try {
                return question.apply(lease.value());
            } catch (ClusterException e) {
                if (e.isCausedBy(TimeoutException.class)) {
                    lease.spoil();
                }
                throw e;
            }
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
