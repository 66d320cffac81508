package io.kaspar.bench.memory;

import io.kaspar.bench.data.Payloads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes topics of one partition with large record batches. */
record TopicWriter(String bootstrapServers, int batchSize) {
    private static final int MIN_BUFFER_BYTES = 32 << 20;

    /** Makes the topic and returns its id. */
    String write(ReadRecords records, long recordCount) throws IOException {
        try {
            String topicId = create(records.topic());
            send(records, recordCount);
            return topicId;
        } catch (ExecutionException e) {
            throw new IOException("the topic " + records.topic() + " could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a topic was made");
        }
    }

    private String create(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            NewTopic created = new NewTopic(topic, 1, (short) 1)
                    .configs(Map.of("max.message.bytes", Long.toString(2L * batchSize)));
            return admin.createTopics(List.of(created)).topicId(topic).get().toString();
        }
    }

    private void send(ReadRecords records, long recordCount) throws IOException {
        Payloads payloads = new Payloads(records.shape(), ReadTask.SCHEMA_ID);
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long number = 0; number < recordCount && failure.get() == null; number++) {
                byte[] key = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
                send(producer, new ProducerRecord<>(records.topic(), key, payloads.of(number)), failure);
            }
        }
        if (failure.get() != null) {
            throw new IOException("a record of " + records.topic() + " was not accepted", failure.get());
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback keeps what went wrong
    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            ProducerRecord<byte[], byte[]> toSend,
            AtomicReference<@Nullable Exception> failure) {
        producer.send(toSend, (metadata, e) -> {
            if (e != null) {
                failure.compareAndSet(null, e);
            }
        });
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.BATCH_SIZE_CONFIG,
                batchSize,
                ProducerConfig.LINGER_MS_CONFIG,
                1_000,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Math.max(1 << 20, 2 * batchSize),
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.max(MIN_BUFFER_BYTES, 4L * batchSize));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
