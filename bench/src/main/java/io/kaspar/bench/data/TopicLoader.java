package io.kaspar.bench.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes the records of a topic with several producers, each of which has partitions of its own. */
final class TopicLoader {
    private static final int MAX_LANES = 2 * Runtime.getRuntime().availableProcessors();
    private static final byte MAGIC = 0;

    private final String bootstrapServers;

    TopicLoader(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void load(TopicSpec spec, int schemaId) throws IOException, ExecutionException, InterruptedException {
        int laneCount = Math.min(spec.partitionCount(), MAX_LANES);
        ExecutorService threads = Executors.newFixedThreadPool(laneCount);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < laneCount; i++) {
                int lane = i;
                running.add(threads.submit(() -> write(spec, schemaId, lane, laneCount)));
            }
            for (Future<?> lane : running) {
                lane.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** Writes the partitions {@code lane}, {@code lane + laneCount}, … */
    private @Nullable Void write(TopicSpec spec, int schemaId, int lane, int laneCount) throws IOException {
        RecordShape.Writer writer = spec.shape().writer();
        AvroBuffer buffer = new AvroBuffer();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long end = spec.firstNumber() + spec.recordCount();
        try (KafkaProducer<byte[], byte[]> producer = producer(spec)) {
            for (long number = spec.firstNumber(); number < end && failure.get() == null; number++) {
                if (spec.partition(number) % laneCount == lane) {
                    buffer.reset();
                    buffer.addByte(MAGIC);
                    buffer.addInt32(schemaId);
                    writer.write(number, buffer);
                    send(producer, record(spec, number, buffer.copy()), failure);
                }
            }
        }
        if (failure.get() != null) {
            throw new IOException("a record of " + spec.topic() + " was not accepted", failure.get());
        }
        return null;
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

    private static ProducerRecord<byte[], byte[]> record(TopicSpec spec, long number, byte[] value) {
        byte[] key = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            key[i] = (byte) (number >>> (Byte.SIZE * (Long.BYTES - 1 - i)));
        }
        return new ProducerRecord<>(spec.topic(), spec.partition(number), spec.timestampMs(number), key, value);
    }

    private KafkaProducer<byte[], byte[]> producer(TopicSpec spec) {
        Map<String, Object> settings = new HashMap<>(spec.batchSize().producerSettings());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, spec.codec().label());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 600_000); // thousands of new partitions take their time
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
