package io.kaspar.reader.scan;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** A topic of one partition with everything in it that a log can hold, made from a seed. */
final class RandomTopic {
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final long FIRST_TIMESTAMP = 1_700_000_000_000L;

    private final TestCluster cluster;
    private final String topic;
    private final Random random;
    private boolean nullKeys = true;
    private int recordCount;

    RandomTopic(TestCluster cluster, String topic, Random random) {
        this.cluster = cluster;
        this.topic = topic;
        this.random = random;
    }

    /** As compacted topics want it. */
    RandomTopic withoutNullKeys() {
        nullKeys = false;
        return this;
    }

    /** How many records have been written so far, those of aborted transactions among them. */
    int recordCount() {
        return recordCount;
    }

    /** Writes bursts of records: plain, committed, aborted, and two transactions at once. */
    void write(int bursts) {
        for (int burst = 0; burst < bursts; burst++) {
            Map<String, Object> settings = Map.of(
                    ProducerConfig.COMPRESSION_TYPE_CONFIG, CODECS.get(random.nextInt(CODECS.size())),
                    ProducerConfig.BATCH_SIZE_CONFIG, 50 + random.nextInt(20_000),
                    ProducerConfig.LINGER_MS_CONFIG, random.nextInt(5));
            switch (random.nextInt(4)) {
                case 0 -> cluster.producer().send(records(), settings);
                case 1 -> transaction("t" + burst, settings, true);
                case 2 -> transaction("t" + burst, settings, false);
                default -> interleaved("t" + burst, settings);
            }
        }
        cluster.consumer().awaitDecided(new TopicPartition(topic, 0));
    }

    private void transaction(String id, Map<String, Object> settings, boolean commit) {
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().openTransactional(id, settings)) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records());
            end(producer, commit);
        }
    }

    private void interleaved(String id, Map<String, Object> settings) {
        try (KafkaProducer<byte[], byte[]> one = cluster.producer().openTransactional(id + "-1", settings);
                KafkaProducer<byte[], byte[]> two = cluster.producer().openTransactional(id + "-2", settings)) {
            one.beginTransaction();
            two.beginTransaction();
            for (int turn = 0; turn < 3; turn++) {
                TestProducer.sendAll(one, records());
                cluster.producer().send(records(), settings);
                TestProducer.sendAll(two, records());
            }
            end(one, random.nextBoolean());
            cluster.producer().send(records(), settings);
            end(two, random.nextBoolean());
        }
    }

    private static void end(KafkaProducer<byte[], byte[]> producer, boolean commit) {
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records() {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        int count = 1 + random.nextInt(200);
        for (int i = 0; i < count; i++) {
            records.add(record());
        }
        recordCount += count;
        return records;
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private ProducerRecord<byte[], byte[]> record() {
        long timestamp = FIRST_TIMESTAMP + random.nextInt(1_000_000);
        return new ProducerRecord<>(topic, 0, timestamp, key(), value(), headers());
    }

    private byte @Nullable [] key() {
        return nullKeys && random.nextInt(10) == 0
                ? null
                : ("key-" + random.nextInt(300)).getBytes(StandardCharsets.UTF_8);
    }

    private byte @Nullable [] value() {
        return switch (random.nextInt(20)) {
            case 0 -> null;
            case 1 -> new byte[0];
            case 2 -> randomBytes(5000);
            default -> ("value ".repeat(random.nextInt(20)) + random.nextInt()).getBytes(StandardCharsets.UTF_8);
        };
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            for (int i = 0; i <= random.nextInt(3); i++) {
                headers.add(new RecordHeader("header-" + i, random.nextBoolean() ? randomBytes(i) : null));
            }
        }
        return headers;
    }
}
