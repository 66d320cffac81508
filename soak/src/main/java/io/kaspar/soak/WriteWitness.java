package io.kaspar.soak;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Follows a topic that Kaspar writes with Kafka's own consumer, and writes down all committed rows, and what readers could see when. */
final class WriteWitness implements Runnable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final String bootstrapServers;
    private final WrittenRows rows;
    private final Life life;
    private final List<TopicPartition> partitions;

    WriteWitness(String bootstrapServers, SoakTopic topic, WrittenRows rows, Life life) {
        this.bootstrapServers = bootstrapServers;
        this.rows = rows;
        this.life = life;
        this.partitions = IntStream.range(0, topic.partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
    }

    @Override
    public void run() {
        while (life.goesOn()) {
            try (KafkaConsumer<byte[], byte[]> consumer = Witness.open(bootstrapServers)) {
                consumer.assign(partitions);
                partitions.forEach(partition -> consumer.seek(partition, rows.position(partition.partition())));
                follow(consumer);
            } catch (KafkaException e) {
                life.pause(500); // goes on where it was
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        while (life.goesOn()) {
            long timeMs = System.currentTimeMillis();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            ends.forEach((partition, end) -> rows.visibleBefore(partition.partition(), end, timeMs));
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() >= rows.position(record.partition())) {
                    rows.add(record.partition(), record.offset(), new String(record.value(), StandardCharsets.UTF_8));
                    rows.reached(record.partition(), record.offset() + 1);
                }
            }
            for (TopicPartition partition : partitions) {
                rows.reached(partition.partition(), consumer.position(partition, PATIENCE));
            }
        }
    }
}
