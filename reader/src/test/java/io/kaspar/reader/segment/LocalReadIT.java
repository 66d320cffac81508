package io.kaspar.reader.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.golden.ReadRecord;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Random topics of a running broker, read from its files and by Kafka's consumer. */
class LocalReadIT {
    private static final long SEED = Long.getLong("kaspar.seed", System.nanoTime());
    private static final int TOPICS = 3;
    private static final int RANGES = 3;
    // A broker refuses a batch that is larger than a segment, and 41 records of 400 bytes can be one.
    private static final int MIN_SEGMENT_LENGTH = 24_000;
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private final Random random = new Random(SEED);

    @Test
    void readsWhatTheConsumerReads() throws IOException {
        try (TestCluster cluster = TestCluster.start()) {
            for (int topic = 0; topic < TOPICS; topic++) {
                String name = "random-" + topic;
                cluster.createTopic(
                        name,
                        1,
                        1,
                        Map.of(
                                "internal.segment.bytes",
                                Integer.toString(MIN_SEGMENT_LENGTH + random.nextInt(60_000)),
                                "index.interval.bytes",
                                "500"));
                fill(cluster, name);
                compare(cluster, name);
            }
        }
    }

    private void fill(TestCluster cluster, String topic) {
        TestProducer producers = cluster.producer();
        List<KafkaProducer<byte[], byte[]>> open = new ArrayList<>();
        try {
            for (String codec : CODECS) {
                Map<String, Object> settings = Map.of("compression.type", codec, "linger.ms", 5);
                open.add(producers.openTransactional(topic + codec, settings));
            }
            try (KafkaProducer<byte[], byte[]> plain = producers.open(Map.of("linger.ms", 5))) {
                for (int round = 0; round < 20; round++) {
                    List<KafkaProducer<byte[], byte[]>> inTransaction = open.stream()
                            .filter(producer -> random.nextBoolean())
                            .toList();
                    inTransaction.forEach(KafkaProducer::beginTransaction);
                    for (int part = 0; part < 1 + random.nextInt(3); part++) {
                        inTransaction.forEach(producer -> TestProducer.sendAll(producer, records(topic)));
                        TestProducer.sendAll(plain, records(topic));
                    }
                    inTransaction.forEach(this::end);
                }
            }
        } finally {
            open.forEach(KafkaProducer::close);
        }
    }

    private void end(KafkaProducer<byte[], byte[]> producer) {
        if (random.nextBoolean()) {
            producer.commitTransaction();
        } else {
            producer.abortTransaction();
        }
    }

    private List<ProducerRecord<byte[], byte[]>> records(String topic) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int count = random.nextInt(40); count >= 0; count--) {
            ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, 0, bytes(20), bytes(400));
            for (int header = random.nextInt(8); header > 5; header--) {
                record.headers().add("header" + header, bytes(10));
            }
            records.add(record);
        }
        return records;
    }

    @SuppressWarnings("NullAway") // Kafka takes null for keys and values
    private byte[] bytes(int maxLength) {
        int length = random.nextInt(maxLength + 1) - 1;
        if (length < 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        if (random.nextBoolean()) {
            random.nextBytes(bytes);
        }
        return bytes;
    }

    private void compare(TestCluster cluster, String topic) throws IOException {
        TopicPartition partition = new TopicPartition(topic, 0);
        PartitionDirectory directory = new LogDirectory(cluster.logDir(0)).partition(new TopicPartitionName(topic, 0));
        for (Isolation isolation : Isolation.values()) {
            IsolationLevel level = IsolationLevel.valueOf(isolation.name());
            long endOffset = cluster.consumer().endOffset(partition, level);
            compare(cluster, directory, partition, new OffsetRange(0, endOffset), isolation);
            for (int count = 0; count < RANGES; count++) {
                long start = random.nextLong(endOffset);
                OffsetRange range = new OffsetRange(start, random.nextLong(start, endOffset + 1));
                compare(cluster, directory, partition, range, isolation);
            }
        }
    }

    private static void compare(
            TestCluster cluster,
            PartitionDirectory directory,
            TopicPartition partition,
            OffsetRange range,
            Isolation isolation)
            throws IOException {
        List<ReadRecord> expected = cluster
                .consumer()
                .read(partition, IsolationLevel.valueOf(isolation.name()), range.startOffset(), range.endOffset())
                .stream()
                .map(ReadRecord::of)
                .toList();
        assertThat(LogReading.read(directory, range, isolation))
                .as("%s %s %s, seed %s", partition, range, isolation, SEED)
                .isEqualTo(expected);
    }
}
