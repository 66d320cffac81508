package io.kaspar.reader.fetch;

import io.kaspar.client.broker.BrokerClient;
import io.kaspar.client.broker.MetadataLookup;
import io.kaspar.client.broker.ProgressDeadline;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;
import org.apache.kafka.common.requests.MetadataResponse.TopicMetadata;
import org.jspecify.annotations.Nullable;

/** Asks the cluster who leads a partition, or else may serve it. */
final class LeaderLookup {
    /** A broker that has just started, or is behind, does not know every topic. */
    private static final long MISSING_TOPIC_TIMEOUT_MS = 5000;

    private final BrokerClient client;
    private final FetchSpec spec;
    private final MetadataLookup metadata;
    private long missingSinceMs = Long.MAX_VALUE;
    private boolean hasLooked;

    LeaderLookup(BrokerClient client, FetchSpec spec) {
        this.client = client;
        this.spec = spec;
        metadata = new MetadataLookup(client, spec.topic());
    }

    /**
     * Goes on until a leader is known or the time is over. The first time, what was heard seconds ago will do: a leader that
     * has moved since refuses a fetch with its old epoch.
     */
    ServingReplica find(ProgressDeadline deadline) throws IOException {
        boolean isFirst = !hasLooked;
        hasLooked = true;
        if (isFirst && spec.avoidedNodes().isEmpty()) {
            Optional<ServingReplica> recent = metadata.recent().flatMap(this::recentLeader);
            if (recent.isPresent()) {
                return recent.get();
            }
        }
        while (true) {
            ServingReplica leader = leader(metadata.ask(deadline), deadline);
            if (leader != null) {
                return leader;
            }
            metadata.pause(deadline);
        }
    }

    private Optional<ServingReplica> recentLeader(MetadataResponse response) {
        Uuid topicId = Uuid.fromString(spec.topicId());
        return response.topicMetadata().stream()
                .filter(topic -> topic.topicId().equals(topicId))
                .flatMap(topic -> topic.partitionMetadata().stream())
                .filter(partition -> partition.partition() == spec.partition() && partition.leaderEpoch.isPresent())
                .flatMap(partition -> partition.leaderId.stream()
                        .flatMap(id -> Stream.ofNullable(response.brokersById().get(id)))
                        .map(node -> new ServingReplica(node, partition.leaderEpoch, true)))
                .findFirst();
    }

    private @Nullable ServingReplica leader(MetadataResponse response, ProgressDeadline deadline) throws IOException {
        for (TopicMetadata topic : response.topicMetadata()) {
            if (topic.topic().equals(spec.topic())) {
                return leader(topic, response, deadline);
            }
        }
        deadline.failed("the cluster's answer does not mention the topic", null);
        return null;
    }

    private @Nullable ServingReplica leader(TopicMetadata topic, MetadataResponse response, ProgressDeadline deadline)
            throws IOException {
        if (topic.error() == Errors.UNKNOWN_TOPIC_OR_PARTITION) {
            checkMissing(
                    "topic " + spec.topic() + " does not exist any more: it was deleted after the query was planned");
            deadline.failed("the cluster does not know topic " + spec.topic(), null);
            return null;
        }
        if (topic.error() != Errors.NONE) {
            return problem(topic.error(), "topic " + spec.topic(), deadline);
        }
        checkTopicId(topic.topicId());
        for (PartitionMetadata partition : topic.partitionMetadata()) {
            if (partition.partition() == spec.partition()) {
                missingSinceMs = Long.MAX_VALUE;
                return leader(partition, response, deadline);
            }
        }
        checkMissing("topic " + spec.topic() + " has no partition " + spec.partition() + " any more");
        deadline.failed("the cluster does not know partition " + spec.topicPartition(), null);
        return null;
    }

    private @Nullable ServingReplica leader(
            PartitionMetadata partition, MetadataResponse response, ProgressDeadline deadline) throws IOException {
        Optional<Node> node =
                partition.leaderId.map(id -> response.brokersById().get(id));
        if (node.isPresent() && spec.avoidedNodes().contains(node.get().id())) {
            return follower(partition, response);
        }
        if (node.isEmpty()) {
            deadline.failed(
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

    private @Nullable ServingReplica problem(Errors error, String what, ProgressDeadline deadline) throws IOException {
        if (!FetchErrors.isWorthARetry(error)) {
            throw FetchErrors.refused(error, what);
        }
        deadline.failed(what + ": " + error.message(), null);
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
