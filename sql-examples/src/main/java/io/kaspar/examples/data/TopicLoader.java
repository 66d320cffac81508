package io.kaspar.examples.data;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes sample topics, several partitions at a time. */
final class TopicLoader {
    private static final long LARGE_TOPIC = 100_000;
    private static final long REPORT_EVERY = 1_000_000;

    /** Some partitions of a topic, written by one thread: every {@code laneCount}-th, from {@code first}. */
    record Lane(SampleTopic topic, SampleTopic.RecordsSupplier records, int first, int laneCount) {
        static List<Lane> of(SampleTopic topic, SampleTopic.RecordsSupplier records) {
            int laneCount = topic.recordCount() >= LARGE_TOPIC ? 2 : 1;
            List<Lane> lanes = new ArrayList<>();
            for (int first = 0; first < laneCount; first++) {
                lanes.add(new Lane(topic, records, first, laneCount));
            }
            return lanes;
        }

        boolean has(int partition) {
            return partition % laneCount == first;
        }
    }

    private final String bootstrapServers;
    private final Consumer<String> progress;

    TopicLoader(String bootstrapServers, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.progress = progress;
    }

    /** Writes all lanes and returns how many records that were. */
    long run(List<Lane> lanes) throws IOException {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            List<Future<Long>> running = lanes.stream()
                    .map(lane -> threads.submit(() -> write(lane)))
                    .toList();
            long count = 0;
            for (Future<Long> lane : running) {
                count += lane.get();
            }
            return count;
        } catch (ExecutionException e) {
            throw new IOException("the sample topics could not be written to " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the sample topics were written");
        } finally {
            threads.shutdownNow();
        }
    }

    private long write(Lane lane) throws IOException {
        SampleTopic topic = lane.topic();
        SampleTopic.Records records = lane.records().open();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(topic.compression())) {
            for (long number = 0; number < topic.recordCount() && failure.get() == null; number++) {
                int partition = (int) (number % topic.partitionCount());
                if (lane.has(partition)) {
                    send(producer, record(topic.name(), partition, records.record(number)), failure);
                    count++;
                    if (count % REPORT_EVERY == 0) {
                        progress.accept(topic.name() + ": " + count * lane.laneCount() + " records");
                    }
                }
            }
        }
        if (failure.get() != null) {
            throw new IOException("a record of " + topic.name() + " was not accepted", failure.get());
        }
        return count;
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

    private static ProducerRecord<byte[], byte[]> record(String topic, int partition, SampleRecord sample) {
        return new ProducerRecord<>(
                topic, partition, sample.timestampMs(), sample.key(), sample.value(), sample.headers());
    }

    private KafkaProducer<byte[], byte[]> producer(String compression) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG, compression,
                        ProducerConfig.LINGER_MS_CONFIG, "50",
                        ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                        ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
