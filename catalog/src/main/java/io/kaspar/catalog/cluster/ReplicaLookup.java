package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.BrokerNode;
import io.kaspar.catalog.facts.PartitionLayout;
import io.kaspar.catalog.facts.Permission;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.catalog.facts.TopicReplicas;
import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.reader.task.ReplicaLocation;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.internals.Topic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks brokers for their log directories. What a broker does not tell is no error: its partitions are read over the
 * network, and the reason is logged once and kept for plans.
 */
final class ReplicaLookup {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicaLookup.class);
    /** A broker that is down must not hold up planning for the whole time a request may take. */
    private static final int LONGEST_WAIT_MS = 5_000;

    private final ReplicaDirectories directories;
    private final ClusterOptions options;
    private final ExpiringCache<Asked, BrokerReplicas> brokers;
    private final AtomicBoolean isToldAboutPermission = new AtomicBoolean();

    private record Asked(int nodeId, String topic) {}

    ReplicaLookup(ClusterOptions options, Clock clock) {
        this.directories = new ReplicaDirectories(options, Math.min(LONGEST_WAIT_MS, options.requestTimeoutMs()));
        this.options = options;
        this.brokers = new ExpiringCache<>(clock, options.metadataTtlMs());
    }

    TopicReplicas of(TopicLayout layout, Set<Integer> partitions) {
        if (Topic.isInternal(layout.topic())) {
            return new TopicReplicas(Map.of(), Map.of(), "internal topics are never read from files");
        }
        if (layout.rights().read() == Permission.UNKNOWN) {
            // files ask nobody; brokers do
            return new TopicReplicas(
                    Map.of(), Map.of(), "the cluster does not tell whether this principal may read the topic");
        }
        List<PartitionLayout> wanted = layout.partitions().stream()
                .filter(partition -> partitions.contains(partition.partition()))
                .toList();
        Map<Integer, BrokerReplicas> storages = brokers(wanted, layout.topic());
        Map<Integer, List<ReplicaLocation>> places = new HashMap<>();
        Map<Integer, Long> bytes = new HashMap<>();
        for (PartitionLayout partition : wanted) {
            List<ReplicaLocation> found = new ArrayList<>();
            TopicPartition key = new TopicPartition(layout.topic(), partition.partition());
            for (BrokerNode node : partition.readable()) {
                BrokerReplicas.Replica replica = replica(storages.get(node.nodeId()), key);
                if (replica != null) {
                    found.add(new ReplicaLocation(node.nodeId(), node.host(), replica.logDir()));
                    bytes.putIfAbsent(partition.partition(), replica.bytes());
                }
            }
            places.put(partition.partition(), found);
        }
        return new TopicReplicas(places, bytes, unknownBecause(storages));
    }

    void forgetAll() {
        brokers.forgetAll();
    }

    private static BrokerReplicas.@Nullable Replica replica(@Nullable BrokerReplicas storage, TopicPartition key) {
        return storage == null ? null : storage.replicas().get(key);
    }

    private static String unknownBecause(Map<Integer, BrokerReplicas> storages) {
        return storages.values().stream()
                .map(BrokerReplicas::unknownBecause)
                .filter(reason -> !reason.isEmpty())
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Asks all brokers at once that are not remembered, or were asked before they had a replica that is wanted now. */
    private Map<Integer, BrokerReplicas> brokers(List<PartitionLayout> partitions, String topic) {
        Map<Integer, BrokerReplicas> storages = new TreeMap<>();
        Map<Integer, BrokerNode> toAsk = new TreeMap<>();
        for (PartitionLayout partition : partitions) {
            TopicPartition key = new TopicPartition(topic, partition.partition());
            for (BrokerNode node : partition.readable()) {
                BrokerReplicas known = brokers.peek(new Asked(node.nodeId(), topic));
                if (known == null || !known.tellsOf(key)) {
                    toAsk.put(node.nodeId(), node);
                } else {
                    storages.put(node.nodeId(), known);
                }
            }
        }
        if (!toAsk.isEmpty()) {
            List<Integer> numbers =
                    partitions.stream().map(PartitionLayout::partition).toList();
            directories.ask(toAsk.values(), topic, numbers).forEach((nodeId, answer) -> {
                BrokerReplicas storage = storage(nodeId, answer);
                brokers.put(new Asked(nodeId, topic), storage);
                storages.put(nodeId, storage);
            });
        }
        return storages;
    }

    private BrokerReplicas storage(int nodeId, ReplicaDirectories.Answer answer) {
        try {
            return answer.storage();
        } catch (IOException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return notAllowed();
            }
            LOG.warn(
                    "Partitions on broker {} are read over the network: {}",
                    nodeId,
                    options.secrets().mask(String.valueOf(e.getMessage())));
            return BrokerReplicas.unknown("broker " + nodeId + " did not tell its log directories");
        }
    }

    private BrokerReplicas notAllowed() {
        String reason = "the principal may not describe log directories (it needs DESCRIBE on the cluster)";
        if (isToldAboutPermission.compareAndSet(false, true)) {
            LOG.warn("Topics of {} are read over the network: {}", options.bootstrapServers(), reason);
        }
        return BrokerReplicas.unknown(reason);
    }
}
