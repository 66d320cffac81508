package io.kaspar.catalog.cluster;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.fetch.KafkaClientSettings;
import io.kaspar.reader.isolation.Isolation;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** One connection to a cluster, with what it learned lately. Thread-safe. */
final class ClusterClient implements AutoCloseable {
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final String CLUSTER = "";

    private final ClusterOptions options;
    private final Answers answers;
    private final Admin admin;
    private final OffsetLookup offsets;
    private final StorageLookup storage;
    private final ExpiringCache<String, Optional<TopicLayout>> layouts;
    private final ExpiringCache<String, Map<String, String>> configs;
    private final ExpiringCache<String, String> clusterIds;

    private ClusterClient(ClusterOptions options, Answers answers, Admin admin, Clock clock) {
        this.options = options;
        this.answers = answers;
        this.admin = admin;
        this.offsets = new OffsetLookup(admin, answers, options.requestTimeoutMs());
        this.storage = new StorageLookup(admin, answers, options, clock);
        this.layouts = new ExpiringCache<>(clock, options.metadataTtlMs());
        this.configs = new ExpiringCache<>(clock, options.metadataTtlMs());
        this.clusterIds = new ExpiringCache<>(clock, options.metadataTtlMs());
    }

    /** Makes the client; asks the cluster nothing yet. */
    static ClusterClient open(ClusterOptions options, Clock clock) {
        Answers answers = new Answers(options);
        Map<String, Object> settings = KafkaClientSettings.clientSettings(options.kafkaProperties());
        try {
            Admin admin = KafkaClientSettings.withClientClassLoader(() -> Admin.create(settings));
            return new ClusterClient(options, answers, admin, clock);
        } catch (KafkaException | IllegalArgumentException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw answers.failure(reason, "making a client from the options kafka.*");
        }
    }

    /** All topics that the principal may describe, in alphabetical order. */
    List<String> topics(boolean withInternal) {
        ListTopicsOptions listOptions =
                new ListTopicsOptions().listInternal(withInternal).timeoutMs(options.requestTimeoutMs());
        return answers.await(admin.listTopics(listOptions).listings(), "listing topics").stream()
                .map(TopicListing::name)
                .sorted()
                .toList();
    }

    /** The first of these topics that is there; empty when none is. */
    Optional<TopicLayout> firstLayout(List<String> names) {
        Optional<TopicLayout> found = Optional.empty();
        for (int index = 0; index < names.size() && found.isEmpty(); index++) {
            String topic = names.get(index);
            found = layouts.get(topic, () -> describe(topic));
            if (found.isEmpty()) {
                // a topic that is created now shall be found now
                layouts.forget(topic);
            }
        }
        return found;
    }

    private Optional<TopicLayout> describe(String topic) {
        DescribeTopicsOptions describeOptions =
                new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(options.requestTimeoutMs());
        KafkaFuture<Map<String, TopicDescription>> descriptions =
                admin.describeTopics(List.of(topic), describeOptions).allTopicNames();
        try {
            return answers.await(descriptions, "looking up the topic " + topic).values().stream()
                    .findFirst()
                    .map(description -> Layouts.from(description, clusterId()));
        } catch (ClusterException e) {
            if (e.isCausedBy(UnknownTopicOrPartitionException.class) || e.isCausedBy(InvalidTopicException.class)) {
                return Optional.empty();
            }
            if (e.isCausedBy(TopicAuthorizationException.class)) {
                throw new ClusterException(
                        "Not authorized to access topics: [" + topic
                                + "]; the principal needs the operation DESCRIBE on the topic",
                        e);
            }
            throw e;
        }
    }

    private String clusterId() {
        return clusterIds.get(
                CLUSTER,
                () -> answers.await(
                        admin.describeCluster(new DescribeClusterOptions().timeoutMs(options.requestTimeoutMs()))
                                .clusterId(),
                        "asking for the cluster's id"));
    }

    /** What the topic holds now; never remembered. */
    TopicSnapshot snapshot(TopicLayout layout, Isolation isolation) {
        try {
            Leaders.require(layout);
            return offsets.snapshot(layout, isolation);
        } catch (ClusterException e) {
            forget(layout.topic());
            throw clearer(layout, e);
        }
    }

    /** The offset of the first record of a time or later, for partitions that have one. */
    Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        return offsets.at(layout, timestampsMs, isolation);
    }

    /** A partition may have lost its leader since the layout was remembered: that is what to tell then. */
    private ClusterException clearer(TopicLayout layout, ClusterException e) {
        if (!e.isCausedBy(org.apache.kafka.common.errors.TimeoutException.class)) {
            return e;
        }
        Optional<TopicLayout> now = firstLayout(List.of(layout.topic()));
        return now.flatMap(Leaders::missing).orElse(e);
    }

    TopicStorage storage(TopicLayout layout) {
        return storage.of(layout);
    }

    /** The topic's own settings; empty when the principal may not see them. */
    Map<String, String> topicConfig(String topic) {
        return configs.get(topic, () -> describeConfig(topic));
    }

    private Map<String, String> describeConfig(String topic) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        DescribeConfigsOptions configOptions = new DescribeConfigsOptions().timeoutMs(options.requestTimeoutMs());
        try {
            return answers
                    .await(
                            admin.describeConfigs(List.of(resource), configOptions)
                                    .all(),
                            "asking for the settings of the topic " + topic)
                    .values()
                    .stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> !entry.isSensitive() && entry.value() != null)
                    .collect(Collectors.toMap(
                            ConfigEntry::name, ConfigEntry::value, (first, second) -> first, TreeMap::new));
        } catch (ClusterException e) {
            if (e.isCausedBy(AuthorizationException.class)) {
                return new HashMap<>();
            }
            throw e;
        }
    }

    /** Forgets what is remembered of a topic. */
    void forget(String topic) {
        layouts.forget(topic);
        configs.forget(topic);
        storage.forgetAll();
    }

    @Override
    public void close() {
        admin.close(CLOSE_WAIT);
    }
}
