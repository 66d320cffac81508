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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
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
        // A leader that was just named refuses what comes before it knows that it leads. With two requests under way
        // it can refuse the first and take the second, since it takes any sequence number of a producer that it has
        // not seen (Kafka's ProducerAppendInfo.checkSequence). The first is out of order then until the producer gives
        // up.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
