package io.kaspar.reader.fetch;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.schema.cancel.Cancellation;
import java.util.Map;
import java.util.Set;

/**
 * What is fetched from a cluster, and how. Never printed whole: the properties hold credentials.
 *
 * @param topicId Kafka's UUID of the topic, in Kafka's text form: a topic of the same name made later is another one
 * @param range all that may be asked for
 * @param lineage which log is meant; a leader elected later is asked whether it has the same
 * @param checkCrcs whether each record batch is checked against its CRC-32C
 * @param kafkaProperties settings of a Kafka consumer, with {@code bootstrap.servers}
 * @param networkTimeoutMs how long to go on trying without any progress, at least 1
 * @param avoidedNodes ids of brokers that are not fetched from; then an in-sync follower may serve
 * @param cancellation ends every wait, as an interrupt does
 * @param tailWait for records of an open range that are not written yet
 */
public record FetchSpec(
        String topic,
        String topicId,
        int partition,
        OffsetRange range,
        LogLineage lineage,
        Isolation isolation,
        boolean checkCrcs,
        Map<String, String> kafkaProperties,
        int networkTimeoutMs,
        Set<Integer> avoidedNodes,
        Cancellation cancellation,
        TailWait tailWait) {
    public FetchSpec {
        kafkaProperties = Map.copyOf(kafkaProperties);
        avoidedNodes = Set.copyOf(avoidedNodes);
        if (networkTimeoutMs < 1) {
            throw new IllegalArgumentException("network timeout must be at least 1 ms: " + networkTimeoutMs);
        }
    }

    /** Another range of the same log. */
    public FetchSpec changed(OffsetRange newRange, Isolation newIsolation, int newNetworkTimeoutMs) {
        return new FetchSpec(
                topic,
                topicId,
                partition,
                newRange,
                lineage,
                newIsolation,
                checkCrcs,
                kafkaProperties,
                newNetworkTimeoutMs,
                avoidedNodes,
                cancellation,
                tailWait);
    }

    String topicPartition() {
        return topic + "-" + partition;
    }

    @Override
    public String toString() {
        return "FetchSpec[" + topicPartition() + " " + range + "]";
    }
}
