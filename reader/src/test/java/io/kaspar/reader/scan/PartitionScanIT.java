package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartitionScanIT {
    private static final int RANGES = 15;

    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private TestCluster cluster = TestCluster.start();
    private String topicId = "";

    @BeforeAll
    void writeTopic() {
        System.out.println("kaspar.seed=" + seed);
        topicId = cluster.createTopic(
                        "everything", 1, 1, Map.of("internal.segment.bytes", "100000", "index.interval.bytes", "1000"))
                .toString();
        new RandomTopic(cluster, "everything", random).write(25);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void givesWhatAConsumerGivesForAnyRange(ReadLocality locality) throws IOException {
        for (Isolation isolation : Isolation.values()) {
            TopicPartition partition = new TopicPartition("everything", 0);
            IsolationLevel level = IsolationLevel.valueOf(isolation.name());
            List<ConsumerRecord<byte[], byte[]>> expected = cluster.consumer().readAll(partition, level);
            long endOffset = cluster.consumer().endOffset(partition, level);
            Scans scans = scans().withIsolation(isolation).withLocality(locality);
            assertThat(read(scans, 0, endOffset)).isEqualTo(ScannedRows.texts(expected));
            for (int i = 0; i < RANGES; i++) {
                long start = random.nextLong(endOffset);
                long end =
                        Math.min(endOffset, start + random.nextLong(endOffset - start + 1) / (1 + random.nextInt(50)));
                Scans some = scans.withMaxRows(1 + random.nextInt(500));
                assertThat(read(some, start, end))
                        .as("seed %s, [%s, %s)", seed, start, end)
                        .isEqualTo(expected.stream()
                                .filter(record -> record.offset() >= start && record.offset() < end)
                                .map(ScannedRows::text)
                                .toList());
                assertThat(count(some, start, end))
                        .as("seed %s, [%s, %s)", seed, start, end)
                        .isEqualTo(expected.stream()
                                .filter(record -> record.offset() >= start && record.offset() < end)
                                .count());
            }
        }
    }

    @Test
    void countsBytesAndRecordsBySource() throws IOException {
        long endOffset = endOffset();
        ScanCounters local =
                ScannedRows.read(scans().spec(), scans().task(0, endOffset)).counters();
        assertThat(local.localRecords()).isPositive();
        assertThat(local.localBytes()).isPositive();
        assertThat(local.segmentsOpened()).isGreaterThan(1);
        assertThat(local.networkRecords()).isZero();
        assertThat(local.fallbacks()).isEmpty();
        Scans off = scans().withLocality(ReadLocality.OFF);
        ScanCounters network =
                ScannedRows.read(off.spec(), off.task(0, endOffset)).counters();
        assertThat(network.networkRecords()).isEqualTo(local.localRecords());
        assertThat(network.networkBytes()).isEqualTo(local.localBytes());
        assertThat(network.localRecords()).isZero();
        assertThat(network.fallbacks()).isEmpty();
    }

    @Test
    void readsNothingOfAnEmptyRange() throws IOException {
        assertThat(read(scans(), 7, 7)).isEmpty();
        assertThat(read(scans().withLocality(ReadLocality.OFF), 7, 7)).isEmpty();
    }

    @Test
    void endsABlockAtTheRowLimit() throws IOException {
        Scans scans = scans().withMaxRows(10);
        List<Integer> rowCounts = new ArrayList<>();
        try (PartitionScan scan = PartitionScan.open(scans.spec(), scans.task(0, endOffset()))) {
            while (scan.next()) {
                rowCounts.add(scan.current().rowCount());
            }
        }
        assertThat(rowCounts.subList(0, rowCounts.size() - 1)).containsOnly(10);
        assertThat(rowCounts.get(rowCounts.size() - 1)).isBetween(1, 10);
    }

    @Test
    void givesWhatAConsumerGivesOfACompactedTopic() throws IOException {
        Map<String, String> configs = Map.of(
                "cleanup.policy", "compact",
                "min.cleanable.dirty.ratio", "0.01",
                "delete.retention.ms", "0",
                "internal.segment.bytes", "20000");
        Uuid compactedId = cluster.createTopic("compacted", 1, 1, configs);
        RandomTopic compacted = new RandomTopic(cluster, "compacted", random).withoutNullKeys();
        compacted.write(15);
        TopicPartition partition = new TopicPartition("compacted", 0);
        long endOffset = cluster.consumer().endOffset(partition, IsolationLevel.READ_COMMITTED);
        Waiting.until(
                "compaction",
                () -> cluster.consumer()
                                .readAll(partition, IsolationLevel.READ_UNCOMMITTED)
                                .size()
                        < compacted.recordCount());
        for (Isolation isolation : Isolation.values()) {
            for (ReadLocality locality : List.of(ReadLocality.PREFERRED, ReadLocality.OFF)) {
                Scans scans = Scans.of(cluster, "compacted", compactedId.toString())
                        .withIsolation(isolation)
                        .withLocality(locality);
                Waiting.until("the rows that a consumer gives, from both, between two compactions", () -> {
                    IsolationLevel level = IsolationLevel.valueOf(isolation.name());
                    List<String> before = ScannedRows.texts(cluster.consumer().readAll(partition, level));
                    List<String> rows = read(scans, 0, endOffset);
                    List<String> after = ScannedRows.texts(cluster.consumer().readAll(partition, level));
                    if (!before.equals(after)) {
                        return false;
                    }
                    assertThat(rows).as("seed %s", seed).isEqualTo(before);
                    return true;
                });
            }
        }
    }

    @Test
    void endsABlockAtTheByteLimit() throws IOException {
        int valueLength = 1 << 20;
        Uuid bigId = cluster.createTopic("big", 1);
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, 40)
                .mapToObj(i -> new ProducerRecord<>("big", 0, new byte[0], new byte[valueLength]))
                .toList();
        cluster.producer()
                .send(
                        records,
                        Map.of(
                                "compression.type", "zstd",
                                "max.request.size", 100 << 20,
                                "buffer.memory", 200L << 20,
                                "batch.size", 50 << 20,
                                "linger.ms", 1000));
        for (ReadLocality locality : List.of(ReadLocality.REQUIRED, ReadLocality.OFF)) {
            Scans scans = Scans.of(cluster, "big", bigId.toString()).withLocality(locality);
            int rowCount = 0;
            try (PartitionScan scan = PartitionScan.open(scans.spec(), scans.task(0, records.size()))) {
                while (scan.next()) {
                    assertThat(scan.current().rowCount()).isLessThanOrEqualTo(5);
                    rowCount += scan.current().rowCount();
                }
            }
            assertThat(rowCount).isEqualTo(records.size());
        }
    }

    private Scans scans() {
        return Scans.of(cluster, "everything", topicId);
    }

    private long endOffset() {
        return cluster.consumer().endOffset(new TopicPartition("everything", 0), IsolationLevel.READ_COMMITTED);
    }

    private static List<String> read(Scans scans, long startOffset, long endOffset) throws IOException {
        return ScannedRows.read(scans.spec(), scans.task(startOffset, endOffset))
                .rows();
    }

    private static long count(Scans scans, long startOffset, long endOffset) throws IOException {
        long count = 0;
        ScanSpec spec = scans.withColumns(List.of()).spec();
        try (PartitionScan scan = PartitionScan.open(spec, scans.task(startOffset, endOffset))) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }
}
