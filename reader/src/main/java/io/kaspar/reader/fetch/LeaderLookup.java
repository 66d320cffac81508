package io.kaspar.reader.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;
import org.apache.kafka.common.requests.MetadataResponse.TopicMetadata;
import org.jspecify.annotations.Nullable;

/** Asks the cluster who leads a partition, or else may serve it, at any broker that answers. Never creates a topic. */
final class LeaderLookup {
    /** A broker that has just started, or is behind, does not know every topic. */
    private static final long MISSING_TOPIC_TIMEOUT_MS = 5000;

    private final BrokerClient client;
    private final FetchSpec spec;
    private List<Node> brokers = List.of();
    private int nextBroker;
    private long missingSinceMs = Long.MAX_VALUE;

    LeaderLookup(BrokerClient client, FetchSpec spec) {
        this.client = client;
        this.spec = spec;
    }

    /** Goes on until a leader is known or patience ends. */
    ServingReplica find(Patience patience) throws IOException {
        while (true) {
            ServingReplica leader = ask(patience);
            if (leader != null) {
                return leader;
            }
            nextBroker++;
            client.pause(patience);
        }
    }

    private @Nullable ServingReplica ask(Patience patience) throws IOException {
        List<Node> candidates = candidates();
        Node node = candidates.get(nextBroker % candidates.size());
        MetadataRequest.Builder request = new MetadataRequest.Builder(List.of(spec.topic()), false);
        try {
            long connectTimeoutMs = Math.max(1, patience.timeoutMs() / candidates.size());
            return leader((MetadataResponse) client.ask(node, request, patience, connectTimeoutMs), patience);
        } catch (BrokerUnreachableException e) {
            patience.failed(e.problem(), e);
            return null;
        }
    }

    private List<Node> candidates() {
        List<Node> candidates = new ArrayList<>(brokers);
        candidates.addAll(client.bootstrapNodes());
        return candidates;
    }

    private @Nullable ServingReplica leader(MetadataResponse response, Patience patience) throws IOException {
        if (!response.brokers().isEmpty() && !sameBrokers(response)) {
            brokers = List.copyOf(response.brokers());
            nextBroker = 0;
        }
        for (TopicMetadata topic : response.topicMetadata()) {
            if (topic.topic().equals(spec.topic())) {
                return leader(topic, response, patience);
            }
        }
        patience.failed("the cluster's answer does not mention the topic", null);
        return null;
    }

    private boolean sameBrokers(MetadataResponse response) {
        return brokers.size() == response.brokers().size() && brokers.containsAll(response.brokers());
    }

    private @Nullable ServingReplica leader(TopicMetadata topic, MetadataResponse response, Patience patience)
            throws IOException {
        if (topic.error() == Errors.UNKNOWN_TOPIC_OR_PARTITION) {
            checkMissing(
                    "topic " + spec.topic() + " does not exist any more: it was deleted after the query was planned");
            patience.failed("the cluster does not know topic " + spec.topic(), null);
            return null;
        }
        if (topic.error() != Errors.NONE) {
            return problem(topic.error(), "topic " + spec.topic(), patience);
        }
        checkTopicId(topic.topicId());
        for (PartitionMetadata partition : topic.partitionMetadata()) {
            if (partition.partition() == spec.partition()) {
                missingSinceMs = Long.MAX_VALUE;
                return leader(partition, response, patience);
            }
        }
        checkMissing("topic " + spec.topic() + " has no partition " + spec.partition() + " any more");
        patience.failed("the cluster does not know partition " + spec.topicPartition(), null);
        return null;
    }

    private @Nullable ServingReplica leader(PartitionMetadata partition, MetadataResponse response, Patience patience)
            throws IOException {
        Optional<Node> node =
                partition.leaderId.map(id -> response.brokersById().get(id));
        if (node.isPresent() && spec.avoidedNodes().contains(node.get().id())) {
            return follower(partition, response);
        }
        if (node.isEmpty()) {
            patience.failed(
                    "partition " + spec.topicPartition() + " has no leader: of its replicas on brokers "
                            + partition.replicaIds + ", " + partition.inSyncReplicaIds + " are in sync and "
                            + partition.offlineReplicaIds + " offline",
                    null);
            return null;
        }
        return new ServingReplica(node.get(), partition.leaderEpoch, true);
    }

    /** Followers serve consumers since Kafka 2.4 (KIP-392), whether or not the leader would send one there. */
    private ServingReplica follower(PartitionMetadata partition, MetadataResponse response) throws IOException {
        return partition.inSyncReplicaIds.stream()
                .filter(id -> !spec.avoidedNodes().contains(id))
                .flatMap(id -> Stream.ofNullable(response.brokersById().get(id)))
                .findFirst()
                .map(node -> new ServingReplica(node, partition.leaderEpoch, false))
                .orElseThrow(() -> new NoOtherReplicaException(spec.topicPartition()));
    }

    private @Nullable ServingReplica problem(Errors error, String what, Patience patience) throws IOException {
        if (!FetchErrors.isWorthARetry(error)) {
            throw FetchErrors.refused(error, what);
        }
        patience.failed(what + ": " + error.message(), null);
        return null;
    }

    private void checkMissing(String problem) throws IOException {
        long nowMs = client.time().milliseconds();
        missingSinceMs = Math.min(missingSinceMs, nowMs);
        if (nowMs - missingSinceMs >= Math.min(MISSING_TOPIC_TIMEOUT_MS, spec.networkTimeoutMs() / 2)) {
            throw RecordsLostException.topicDeleted(spec.topicPartition(), problem);
        }
    }

    private void checkTopicId(Uuid topicId) throws IOException {
        if (!topicId.equals(Uuid.ZERO_UUID) && !topicId.toString().equals(spec.topicId())) {
            throw RecordsLostException.topicCreatedAgain(
                    spec.topicPartition(),
                    "topic " + spec.topic()
                            + " was deleted and created again after the query was planned: its id was " + spec.topicId()
                            + " and is " + topicId + " now. Run the query again");
        }
    }
}
