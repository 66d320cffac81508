package io.kaspar.reader.fetch;

import io.kaspar.client.broker.BrokerClient;
import io.kaspar.client.broker.ProgressDeadline;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderPartition;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopic;
import org.apache.kafka.common.message.OffsetForLeaderEpochRequestData.OffsetForLeaderTopicCollection;
import org.apache.kafka.common.message.OffsetForLeaderEpochResponseData.EpochEndOffset;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochRequest;
import org.apache.kafka.common.requests.OffsetsForLeaderEpochResponse;

/** Asks a partition's leader where its log, and the records of an epoch, begin and end. */
final class LogBounds {
    private static final int UNKNOWN_EPOCH = -1;

    private final BrokerClient client;
    private final FetchSpec spec;

    LogBounds(BrokerClient client, FetchSpec spec) {
        this.client = client;
        this.spec = spec;
    }

    /** The offset of the first record; empty when this broker cannot say now. */
    OptionalLong earliest(ServingReplica leader, ProgressDeadline deadline) throws IOException {
        return ask(leader, deadline, ListOffsetsRequest.EARLIEST_TIMESTAMP);
    }

    /** The first offset that is not in the log yet; empty when this broker cannot say now. */
    OptionalLong latest(ServingReplica leader, ProgressDeadline deadline) throws IOException {
        return ask(leader, deadline, ListOffsetsRequest.LATEST_TIMESTAMP);
    }

    /** The first offset on the broker's own disk, where the rest is in tiered storage; empty when it cannot say now. */
    OptionalLong earliestLocal(ServingReplica leader, ProgressDeadline deadline) throws IOException {
        return ask(leader, deadline, ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP);
    }

    /** Where the records of an epoch end; empty when this broker cannot say now. */
    Optional<EpochEnd> endOfEpoch(ServingReplica leader, ProgressDeadline deadline, int epoch) throws IOException {
        OffsetForLeaderPartition partition = new OffsetForLeaderPartition()
                .setPartition(spec.partition())
                .setCurrentLeaderEpoch(leader.epoch().orElse(UNKNOWN_EPOCH))
                .setLeaderEpoch(epoch);
        OffsetForLeaderTopicCollection topics = new OffsetForLeaderTopicCollection();
        topics.add(new OffsetForLeaderTopic().setTopic(spec.topic()).setPartitions(List.of(partition)));
        OffsetsForLeaderEpochResponse response = (OffsetsForLeaderEpochResponse) client.ask(
                leader.node(),
                OffsetsForLeaderEpochRequest.Builder.forConsumer(topics),
                deadline,
                deadline.timeoutMs());
        EpochEndOffset answer =
                response.data().topics().iterator().next().partitions().get(0);
        return isAnswer(Errors.forCode(answer.errorCode()), deadline)
                ? Optional.of(new EpochEnd(answer.leaderEpoch(), answer.endOffset()))
                : Optional.empty();
    }

    private OptionalLong ask(ServingReplica leader, ProgressDeadline deadline, long timestamp) throws IOException {
        ListOffsetsPartition partition =
                new ListOffsetsPartition().setPartitionIndex(spec.partition()).setTimestamp(timestamp);
        leader.epoch().ifPresent(partition::setCurrentLeaderEpoch);
        boolean local = timestamp == ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP;
        ListOffsetsRequest.Builder request = ListOffsetsRequest.Builder.forConsumer(
                        false, IsolationLevel.READ_UNCOMMITTED, false, local, false, false)
                .setTargetTimes(
                        List.of(new ListOffsetsTopic().setName(spec.topic()).setPartitions(List.of(partition))));
        ListOffsetsResponse response =
                (ListOffsetsResponse) client.ask(leader.node(), request, deadline, deadline.timeoutMs());
        ListOffsetsPartitionResponse answer =
                response.topics().get(0).partitions().get(0);
        return isAnswer(Errors.forCode(answer.errorCode()), deadline)
                ? OptionalLong.of(answer.offset())
                : OptionalLong.empty();
    }

    private boolean isAnswer(Errors error, ProgressDeadline deadline) throws IOException {
        if (error == Errors.NONE) {
            return true;
        }
        if (!FetchErrors.isWorthARetry(error)) {
            throw FetchErrors.refused(error, spec.topicPartition());
        }
        deadline.failed(spec.topicPartition() + ": " + error.message(), null);
        return false;
    }
}
