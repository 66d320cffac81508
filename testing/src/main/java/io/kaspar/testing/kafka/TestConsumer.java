package io.kaspar.testing.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What Kafka's own consumer reads: the measure of every other reader. */
public final class TestConsumer {
    private static final Duration POLL = Duration.ofMillis(500);

    private final String bootstrapServers;

    /** Of a cluster in other processes, too. */
    public TestConsumer(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** All records of a partition that a consumer of this isolation can see now. */
    public List<ConsumerRecord<byte[], byte[]>> readAll(TopicPartition partition, IsolationLevel isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = open(isolation)) {
            long startOffset = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
            long endOffset = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            return read(consumer, partition, startOffset, endOffset);
        }
    }

    /** The records from {@code startOffset} up to and without {@code endOffset}, which must not lie after the end. */
    public List<ConsumerRecord<byte[], byte[]>> read(
            TopicPartition partition, IsolationLevel isolation, long startOffset, long endOffset) {
        try (KafkaConsumer<byte[], byte[]> consumer = open(isolation)) {
            return read(consumer, partition, startOffset, endOffset);
        }
    }

    /** Waits until every transaction has its marker: a producer's commit returns before it is written. */
    public void awaitDecided(TopicPartition partition) {
        Waiting.until(
                "the markers of " + partition,
                () -> endOffset(partition, IsolationLevel.READ_COMMITTED)
                        == endOffset(partition, IsolationLevel.READ_UNCOMMITTED));
    }

    /** The end of what a consumer of this isolation can see: high watermark or last stable offset. */
    public long endOffset(TopicPartition partition, IsolationLevel isolation) {
        try (KafkaConsumer<byte[], byte[]> consumer = open(isolation)) {
            return consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        }
    }

    private KafkaConsumer<byte[], byte[]> open(IsolationLevel isolation) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        isolation.toString(),
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long startOffset, long endOffset) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        consumer.assign(List.of(partition));
        consumer.seek(partition, startOffset);
        Waiting.until("the records of " + partition + " before offset " + endOffset, () -> {
            if (consumer.position(partition) >= endOffset) {
                return true;
            }
            consumer.poll(POLL).forEach(found::add);
            return false;
        });
        found.removeIf(record -> record.offset() >= endOffset);
        return found;
    }
}
