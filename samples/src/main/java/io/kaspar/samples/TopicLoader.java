package io.kaspar.samples;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes sample topics, several partitions at a time. */
public final class TopicLoader {
    private static final long REPORT_EVERY = 1_000_000;

    /** Some partitions of a topic, written by one thread: every {@code laneCount}-th, from {@code first}. */
    public record Lane(SampleTopic topic, SampleTopic.RecordsSupplier records, int first, int laneCount) {
        /** The lanes that together write all of a topic. */
        public static List<Lane> of(SampleTopic topic, SampleTopic.RecordsSupplier records, int laneCount) {
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
    private final int threadCount;
    private final Consumer<String> progress;

    /**
     * @param threadCount how many lanes are written at once
     * @param progress gets a line for a person now and then, from any thread
     */
    public TopicLoader(String bootstrapServers, int threadCount, Consumer<String> progress) {
        this.bootstrapServers = bootstrapServers;
        this.threadCount = threadCount;
        this.progress = progress;
    }

    /** Writes all lanes and returns how many records that were. */
    public long run(List<Lane> lanes) throws IOException {
        awaitLeaders(lanes);
        ExecutorService threads = Executors.newFixedThreadPool(threadCount);
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
            throw interrupted();
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Returns when each partition's leader serves it. A producer has several batches of a partition under way; when a new leader
     * refuses the first, since it does not know yet that it leads, and takes the second, the first is out of order for ever: a
     * leader that knows nothing of a producer takes any sequence number (Kafka's {@code ProducerAppendInfo.checkSequence}).
     */
    private void awaitLeaders(List<Lane> lanes) throws IOException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Lane lane : lanes) {
            for (int partition = 0; partition < lane.topic().partitionCount(); partition++) {
                ends.put(new TopicPartition(lane.topic().name(), partition), OffsetSpec.latest());
            }
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            // Only a leader that serves answers this; the client asks again until then.
            admin.listOffsets(ends).all().get();
        } catch (ExecutionException e) {
            throw new IOException("the sample topics have no leaders at " + bootstrapServers, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while the sample topics were written");
    }

    private long write(Lane lane) throws IOException {
        SampleTopic topic = lane.topic();
        SampleTopic.Records records = lane.records().open();
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        long end = topic.firstNumber() + topic.recordCount();
        long count = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(topic)) {
            for (long number = topic.firstNumber(); number < end && failure.get() == null; number++) {
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

    private KafkaProducer<byte[], byte[]> producer(SampleTopic topic) {
        Map<String, Object> settings = new HashMap<>(topic.producerSettings());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
