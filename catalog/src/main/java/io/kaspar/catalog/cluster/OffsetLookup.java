package io.kaspar.catalog.cluster;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.facts.LeaderLogBounds;
import io.kaspar.catalog.facts.TopicLayout;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the leaders of partitions for offsets. */
final class OffsetLookup {
    private static final long NO_RECORD = -1;
    private static final int NO_EPOCH = -1;

    /** How long the leaders that Kafka's client found are likely to be known. */
    private static final int LEADERS_KNOWN_MS = 300_000;

    private final Admin admin;
    private final AdminCalls calls;
    private final int timeoutMs;
    private final ExpiringCache<String, Boolean> leadersKnown;

    OffsetLookup(Admin admin, AdminCalls calls, int timeoutMs, Clock clock) {
        this.leadersKnown = new ExpiringCache<>(clock, LEADERS_KNOWN_MS);
        this.admin = admin;
        this.calls = calls;
        this.timeoutMs = timeoutMs;
    }

    /** Each log from its start to the last stable offset, or to the high watermark for uncommitted reads. */
    Map<Integer, LeaderLogBounds> held(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        Question latestQuestion = send(layout, each(layout, partitions, OffsetSpec.latest()), isolation);
        if (leadersKnown.peek(layout.topic()) == null) {
            // Kafka's client looks up whom to ask: once, not for each of two questions at once.
            latestQuestion.await();
            leadersKnown.put(layout.topic(), true);
        }
        Question earliestQuestion = askForStarts(layout, partitions, isolation);
        Map<Integer, ListOffsetsResultInfo> latest = latestQuestion.await();
        Map<Integer, ListOffsetsResultInfo> earliest = earliestQuestion.await();
        Map<Integer, LeaderLogBounds> held = new HashMap<>();
        latest.forEach((partition, end) -> {
            ListOffsetsResultInfo begin = earliest.get(partition);
            long start = begin == null ? 0 : begin.offset();
            OffsetRange range = new OffsetRange(start, Math.max(start, end.offset()));
            held.put(partition, new LeaderLogBounds(range, end.leaderEpoch().orElse(NO_EPOCH)));
        });
        return held;
    }

    /** Where logs begin. */
    Map<Integer, Long> starts(TopicLayout layout, Set<Integer> partitions) {
        Map<Integer, Long> starts = new HashMap<>();
        askForStarts(layout, partitions, Isolation.READ_UNCOMMITTED)
                .await()
                .forEach((partition, start) -> starts.put(partition, start.offset()));
        return starts;
    }

    private Question askForStarts(TopicLayout layout, Set<Integer> partitions, Isolation isolation) {
        return send(layout, each(layout, partitions, OffsetSpec.earliest()), isolation);
    }

    /** The offset of the first record of a time or later, for partitions that have one. */
    Map<Integer, Long> at(TopicLayout layout, Map<Integer, Long> timestampsMs, Isolation isolation) {
        if (timestampsMs.isEmpty()) {
            return Map.of();
        }
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        timestampsMs.forEach((partition, timestampMs) ->
                specs.put(new TopicPartition(layout.topic(), partition), OffsetSpec.forTimestamp(timestampMs)));
        Map<Integer, Long> offsets = new HashMap<>();
        send(layout, specs, isolation).await().forEach((partition, info) -> offsets.put(partition, info.offset()));
        offsets.values().removeIf(offset -> offset == NO_RECORD);
        return offsets;
    }

    private Question send(TopicLayout layout, Map<TopicPartition, OffsetSpec> specs, Isolation isolation) {
        ListOffsetsOptions options = new ListOffsetsOptions(level(isolation));
        options.timeoutMs(timeoutMs);
        return new Question(layout.topic(), admin.listOffsets(specs, options).all());
    }

    /** A question on its way. */
    private final class Question {
        private final String topic;
        private final KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> infos;

        Question(String topic, KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> infos) {
            this.topic = topic;
            this.infos = infos;
        }

        /** The answer, by partition. */
        Map<Integer, ListOffsetsResultInfo> await() {
            try {
                Map<Integer, ListOffsetsResultInfo> byPartition = new HashMap<>();
                calls.await(infos, "asking for the offsets of the topic " + topic)
                        .forEach((partition, info) -> byPartition.put(partition.partition(), info));
                return byPartition;
            } catch (ClusterException e) {
                if (e.isCausedBy(UnknownTopicOrPartitionException.class)) {
                    throw new ClusterException("topic " + topic + " was deleted while the query was planned", e);
                }
                throw e;
            }
        }
    }

    private static Map<TopicPartition, OffsetSpec> each(TopicLayout layout, Set<Integer> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> specs = new HashMap<>();
        for (int partition : partitions) {
            specs.put(new TopicPartition(layout.topic(), partition), spec);
        }
        return specs;
    }

    private static IsolationLevel level(Isolation isolation) {
        return switch (isolation) {
            case READ_COMMITTED -> IsolationLevel.READ_COMMITTED;
            case READ_UNCOMMITTED -> IsolationLevel.READ_UNCOMMITTED;
        };
    }
}
