package io.kaspar.reader.fetch;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsPartition;
import org.apache.kafka.common.message.ListOffsetsRequestData.ListOffsetsTopic;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.ListOffsetsRequest;
import org.apache.kafka.common.requests.ListOffsetsResponse;

/** Asks a partition's leader where its log begins and ends. */
final class LogBounds {
    private final BrokerClient client;
    private final FetchSpec spec;

    LogBounds(BrokerClient client, FetchSpec spec) {
        this.client = client;
        this.spec = spec;
    }

    /** The offset of the first record; empty when this broker cannot say now. */
    OptionalLong earliest(PartitionLeader leader, Patience patience) throws IOException {
        return ask(leader, patience, ListOffsetsRequest.EARLIEST_TIMESTAMP);
    }

    /** The first offset that is not in the log yet; empty when this broker cannot say now. */
    OptionalLong latest(PartitionLeader leader, Patience patience) throws IOException {
        return ask(leader, patience, ListOffsetsRequest.LATEST_TIMESTAMP);
    }

    /** The first offset on the broker's own disk, where the rest is in tiered storage; empty when it cannot say now. */
    OptionalLong earliestLocal(PartitionLeader leader, Patience patience) throws IOException {
        return ask(leader, patience, ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP);
    }

    private OptionalLong ask(PartitionLeader leader, Patience patience, long timestamp) throws IOException {
        ListOffsetsPartition partition =
                new ListOffsetsPartition().setPartitionIndex(spec.partition()).setTimestamp(timestamp);
        leader.epoch().ifPresent(partition::setCurrentLeaderEpoch);
        boolean local = timestamp == ListOffsetsRequest.EARLIEST_LOCAL_TIMESTAMP;
        ListOffsetsRequest.Builder request = ListOffsetsRequest.Builder.forConsumer(
                        false, IsolationLevel.READ_UNCOMMITTED, false, local, false, false)
                .setTargetTimes(
                        List.of(new ListOffsetsTopic().setName(spec.topic()).setPartitions(List.of(partition))));
        ListOffsetsResponse response =
                (ListOffsetsResponse) client.ask(leader.node(), request, patience, patience.timeoutMs());
        ListOffsetsPartitionResponse answer =
                response.topics().get(0).partitions().get(0);
        Errors error = Errors.forCode(answer.errorCode());
        if (error == Errors.NONE) {
            return OptionalLong.of(answer.offset());
        }
        if (!FetchErrors.isWorthARetry(error)) {
            throw FetchErrors.refused(error, spec.topicPartition());
        }
        patience.failed(spec.topicPartition() + ": " + error.message(), null);
        return OptionalLong.empty();
    }
}
