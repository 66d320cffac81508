package io.kaspar.bench;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A plain consumer with default settings, a thread for each partition, from the first record to the last. */
final class ConsumerLoop {
    private static final Duration POLL_TIMEOUT = Duration.ofSeconds(10);

    /** Takes the records of one partition. */
    interface Collector {
        void accept(ConsumerRecord<byte[], byte[]> record) throws IOException;
    }

    private final String bootstrapServers;

    ConsumerLoop(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * Reads a topic and returns the collectors, one for each partition.
     *
     * <p>Closing the consumers, which takes up to half a second, is not waited for.
     */
    <C extends Collector> List<C> read(String topic, int partitionCount, Supplier<C> collectors) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(partitionCount);
        try {
            List<Future<C>> running = new ArrayList<>();
            for (int partition = 0; partition < partitionCount; partition++) {
                TopicPartition source = new TopicPartition(topic, partition);
                running.add(threads.submit(() -> read(source, collectors.get())));
            }
            List<C> all = new ArrayList<>();
            for (Future<C> thread : running) {
                all.add(thread.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw new IOException("the consumer could not read " + topic, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a consumer was reading");
        } finally {
            threads.shutdown();
        }
    }

    private <C extends Collector> C read(TopicPartition partition, C collector) throws IOException {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false);
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = List.of(partition);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL_TIMEOUT)) {
                    collector.accept(record);
                }
            }
            return collector;
        } finally {
            new Thread(consumer::close, "consumer-close").start();
        }
    }
}
