package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.catalog.facts.LeaderLogBounds;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.facts.TopicSnapshot;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.client.ClientKey;
import io.kaspar.client.KafkaClientSettings;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.DescribeConfigsOptions;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a cluster, with what it learned lately. Thread-safe. */
final class ClusterClient implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterClient.class);
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
    private static final int MOST_TRIES = 5;

    private final ClusterOptions options;
    private final AdminCalls calls;
    private final Admin admin;
    private final OffsetLookup offsets;
    private final GroupOffsets groups;
    private final ReplicaLookup storage;
    private final LayoutLookup layouts;
    private final LineageLookup lineages;
    private final ExpiringCache<String, Map<String, String>> configs;

    private ClusterClient(ClusterOptions options, AdminCalls calls, Admin admin, Clock clock) {
        this.options = options;
        this.calls = calls;
        this.admin = admin;
        this.offsets = new OffsetLookup(admin, calls, options.requestTimeoutMs(), clock);
        this.groups = new GroupOffsets(admin, calls, options.requestTimeoutMs());
        this.storage = new ReplicaLookup(options, clock);
        this.layouts = new LayoutLookup(admin, calls, options, clock);
        this.lineages = new LineageLookup(options, clock);
        this.configs = new ExpiringCache<>(clock, options.metadataTtlMs());
    }

    /** Makes the client; asks the cluster nothing yet. */
    static ClusterClient open(ClusterOptions options, ClientKey key, Clock clock) {
        AdminCalls calls = new AdminCalls(options);
        Map<String, Object> settings = KafkaClientSettings.clientSettings(options.kafkaProperties());
        try {
            Admin admin = key.withClassLoader(() -> Admin.create(settings));
            return new ClusterClient(options, calls, admin, clock);
        } catch (KafkaException | IllegalArgumentException e) {
            Throwable reason = e.getCause() == null ? e : e.getCause();
            throw calls.failure(reason, "making a client from the options kafka.*");
        }
    }

    /** All topics that the principal may describe, in alphabetical order. */
    List<String> topics(boolean withInternal) {
        ListTopicsOptions listOptions =
                new ListTopicsOptions().listInternal(withInternal).timeoutMs(options.requestTimeoutMs());
        return calls.await(admin.listTopics(listOptions).listings(), "listing topics").stream()
                .map(TopicListing::name)
                .sorted()
                .toList();
    }

    /** The first of these topics that is there; empty when none is. */
    Optional<TopicLayout> firstLayout(List<String> names) {
        return layouts.firstOf(names);
    }

    /** What these partitions of the topic hold now; never remembered. */
    TopicSnapshot snapshot(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        try {
            LeaderCheck.require(layout, partitions);
            return compared(layout, partitions, isolation);
        } catch (ClusterException e) {
            forget(layout.topic());
            throw clearer(layout, partitions, e);
        }
    }

    /** Each partition's offsets and lineage are told by one leader: when it changes in between, they are asked for again. */
    private TopicSnapshot compared(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        Map<Integer, LeaderLogBounds> held = new HashMap<>();
        Map<Integer, LogLineage> known = new HashMap<>();
        Set<Integer> missing = new HashSet<>(partitions);
        for (int tries = 0; !missing.isEmpty() && tries < MOST_TRIES; tries++) {
            held.putAll(offsets.held(layout, missing, isolation));
            Map<Integer, LeaderLogBounds> unknown = new HashMap<>(held);
            unknown.keySet().retainAll(missing);
            unknown.values().removeIf(log -> !LineageLookup.isWorthAsking(log));
            if (unknown.isEmpty() || lineages.isSilent(layout.topic())) {
                break;
            }
            known.putAll(lineages.of(layout, unknown));
            missing.retainAll(unknown.keySet());
            missing.removeAll(known.keySet());
            if (tries == MOST_TRIES - 1 && !missing.isEmpty()) {
                lineages.rememberSilence(layout.topic());
            }
        }
        Map<Integer, OffsetRange> ranges = new HashMap<>();
        held.forEach((partition, log) -> ranges.put(partition, log.range()));
        return TopicSnapshot.of(ranges, known);
    }

    /** What changes topics. */
    TopicChanges changes() {
        return new TopicChanges(admin, calls, options.requestTimeoutMs());
    }

    /** Kafka's client itself. */
    AdminUse admin() {
        return new AdminUse(admin, calls, options.requestTimeoutMs());
    }

    /** What consumer groups keep. */
    GroupOffsets groups() {
        return groups;
    }

    /** The offset of the first record of a time or later, for partitions that have one. */
    Map<Integer, Long> offsetsAt(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        return offsets.at(layout, timestampsMs, isolation);
    }

    /** Where logs begin. */
    Map<Integer, Long> logStarts(TopicLayout layout, Set<Integer> partitions) {
        return offsets.starts(layout, partitions);
    }

    /** A partition may have lost its leader since the layout was remembered: that is what to tell then. */
    private ClusterException clearer(TopicLayout layout, Set<Integer> partitions, ClusterException e) {
        if (!e.isCausedBy(org.apache.kafka.common.errors.TimeoutException.class)) {
            return e;
        }
        Optional<TopicLayout> now = firstLayout(List.of(layout.topic()));
        return now.flatMap(present -> LeaderCheck.missing(present, partitions)).orElse(e);
    }

    TopicReplicas storage(TopicLayout layout, Set<Integer> partitions) {
        return storage.of(layout, partitions);
    }

    /** All brokers and their log directories. */
    ClusterLogDirectories directories(String topic) {
        return new LogDirectoryLookup(admin()).all(topic);
    }

    /** The topic's own settings; empty when the principal may not see them. */
    Map<String, String> topicConfig(String topic) {
        return configs.get(topic, () -> describeConfig(topic));
    }

    private Map<String, String> describeConfig(String topic) {
        return describeConfigs(List.of(topic)).values().iterator().next().get();
    }

    /** Asks once for the settings of all these topics; a failure shows when one of them is taken. */
    private Map<String, Supplier<Map<String, String>>> describeConfigs(List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<String, Supplier<Map<String, String>>> asked = new HashMap<>();
        admin.describeConfigs(resources, new DescribeConfigsOptions().timeoutMs(options.requestTimeoutMs()))
                .values()
                .forEach((resource, config) -> asked.put(resource.name(), () -> settings(resource.name(), config)));
        return asked;
    }

    private Map<String, String> settings(String topic, KafkaFuture<Config> config) {
        try {
            return calls.await(config, "asking for the settings of the topic " + topic).entries().stream()
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

    /** Looks up what these topics are like and how they are set, in few requests; what fails is asked again when it is needed. */
    void lookUpAhead(List<String> topics) {
        layouts.lookUpAhead(topics);
        List<String> unknown =
                topics.stream().filter(topic -> configs.peek(topic) == null).toList();
        if (unknown.isEmpty()) {
            return;
        }
        describeConfigs(unknown).forEach((topic, answer) -> {
            try {
                configs.put(topic, answer.get());
            } catch (ClusterException e) {
                LOG.debug("The settings of {} are asked for again when they are needed", topic, e);
            }
        });
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
