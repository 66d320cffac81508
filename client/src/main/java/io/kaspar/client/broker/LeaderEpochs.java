package io.kaspar.client.broker;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.OffsetForLeaderTopicResult;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.MetadataResponse.PartitionMetadata;
import org.apache.kafka.common.requests.MetadataResponse.TopicMetadata;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;

/**
 * Asks the leaders of a topic's partitions where their epochs began (Kafka's {@code OffsetForLeaderEpoch} request, KIP-101).
 *
 * <p>Not thread-safe; must be closed.
 */
public final class LeaderEpochs implements Closeable {
    private final BorrowedClient borrowed;
    private final BrokerClient client;
    private final String topic;
    private final Uuid topicId;
    private final ProgressDeadline deadline;

    private LeaderEpochs(BorrowedClient borrowed, String topic, String topicId, int timeoutMs) {
        this.borrowed = borrowed;
        this.client = borrowed.client();
        this.topic = topic;
        this.topicId = Uuid.fromString(topicId);
        deadline = new ProgressDeadline("the leader epochs of " + topic, timeoutMs, client.time());
    }

    /**
     * The beginning of an epoch.
     *
     * @param previousEpoch of the record before
     * @param startOffset of the epoch: each record of it is there or later
     */
    public record Beginning(int previousEpoch, long startOffset) {}

    /** Connects to nothing yet. */
    public static LeaderEpochs open(Map<String, String> kafkaProperties, String topic, String topicId, int timeoutMs)
            throws IOException {
        try {
            BorrowedClient borrowed = SharedConnections.ofThisJvm().borrow(kafkaProperties);
            return new LeaderEpochs(borrowed, topic, topicId, timeoutMs);
        } catch (KafkaException e) {
            throw new IOException("the kafka.* settings do not work: " + e.getMessage(), e);
        }
    }

    /**
     * Where epochs began.
     *
     * @param epochs by partition: its leader's
     * @return by partition; those are missing that have another leader by now, or whose leader does not answer
     */
    public Map<Integer, Beginning> beginnings(Map<Integer, Integer> epochs) throws IOException {
        Map<Integer, Beginning> beginnings = new HashMap<>();
        try {
            Map<Node, OffsetsForLeaderEpochRequest.Builder> requests = new HashMap<>();
            questions(new MetadataLookup(client, topic).ask(deadline), epochs)
                    .forEach((leader, partitions) -> requests.put(leader, request(partitions)));
            for (BrokerAnswer answer : client.askAll(requests, deadline).values()) {
                add(answer, beginnings);
            }
            return beginnings;
        } catch (KafkaException e) {
            throw new IOException("the leader epochs of " + topic + " cannot be asked for: " + e.getMessage(), e);
        }
    }

    private Map<Node, List<OffsetForLeaderPartition>> questions(
            MetadataResponse metadata, Map<Integer, Integer> epochs) {
        Map<Node, List<OffsetForLeaderPartition>> questions = new HashMap<>();
        for (TopicMetadata found : metadata.topicMetadata()) {
            if (found.topicId().equals(topicId)) {
                for (PartitionMetadata partition : found.partitionMetadata()) {
                    add(partition, metadata, epochs, questions);
                }
            }
        }
        return questions;
    }

    private static void add(
            PartitionMetadata partition,
            MetadataResponse metadata,
            Map<Integer, Integer> epochs,
            Map<Node, List<OffsetForLeaderPartition>> questions) {
        Integer epoch = epochs.get(partition.partition());
        Node leader =
                partition.leaderId.map(id -> metadata.brokersById().get(id)).orElse(null);
        if (epoch != null && leader != null && partition.leaderEpoch.equals(Optional.of(epoch))) {
            // The end of the epochs before is where this one began.
            questions
                    .computeIfAbsent(leader, node -> new ArrayList<>())
                    .add(new OffsetForLeaderPartition()
                            .setPartition(partition.partition())
                            .setCurrentLeaderEpoch(epoch)
                            .setLeaderEpoch(epoch - 1));
        }
    }

    private OffsetsForLeaderEpochRequest.Builder request(List<OffsetForLeaderPartition> partitions) {
        OffsetForLeaderTopicCollection topics = new OffsetForLeaderTopicCollection();
        topics.add(new OffsetForLeaderTopic().setTopic(topic).setPartitions(partitions));
        return OffsetsForLeaderEpochRequest.Builder.forConsumer(topics);
    }

    private static void add(BrokerAnswer answer, Map<Integer, Beginning> beginnings) throws IOException {
        OffsetsForLeaderEpochResponse response;
        try {
            response = (OffsetsForLeaderEpochResponse) answer.response();
        } catch (BrokerUnreachableException e) {
            return; // it leads no more, or will not for long
        }
        for (OffsetForLeaderTopicResult result : response.data().topics()) {
            for (EpochEndOffset end : result.partitions()) {
                if (Errors.forCode(end.errorCode()) == Errors.NONE && end.endOffset() >= 0) {
                    beginnings.put(end.partition(), new Beginning(end.leaderEpoch(), end.endOffset()));
                }
            }
        }
    }

    @Override
    public void close() {
        borrowed.close();
    }
}
