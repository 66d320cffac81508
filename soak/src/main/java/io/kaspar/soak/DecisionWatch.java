package io.kaspar.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Sees that a write is decided as soon as brokers have it, committed or not. Used by one thread. */
final class DecisionWatch implements AutoCloseable {
    private static final TopicPartition DECISIONS = new TopicPartition("kaspar-writes", 0);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<String> keys;

    /** @param keys what the keys of its decisions contain, one of them */
    DecisionWatch(String bootstrapServers, List<String> keys) {
        this.keys = keys;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_uncommitted",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "latest",
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        2_000,
                        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        200),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        consumer.assign(List.of(DECISIONS));
    }

    /** How many decisions came since it was asked last. */
    int count() {
        int count = 0;
        try {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ZERO)) {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (record.value() != null
                        && new String(record.value(), StandardCharsets.UTF_8).contains("\"decided\"")
                        && keys.stream().anyMatch(key::contains)) {
                    count++;
                }
            }
        } catch (KafkaException e) {
            // brokers are away: nothing is decided, or nobody can tell
            return count;
        }
        return count;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
