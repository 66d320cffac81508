package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PartitionScanIT {
    private static final long MOST_CONNECTIONS = 8;
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

    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void givesWhatAConsumerGivesForAnyRanges(ReadLocality locality) throws IOException {
        for (Isolation isolation : Isolation.values()) {
            IsolationLevel level = IsolationLevel.valueOf(isolation.name());
            List<ConsumerRecord<byte[], byte[]>> all =
                    cluster.consumer().readAll(new TopicPartition("everything", 0), level);
            Scans scans = scans().withIsolation(isolation).withLocality(locality);
            for (int i = 0; i < RANGES; i++) {
                ScanTask task = task(scans, randomRanges(endOffset()));
                List<String> expected = all.stream()
                        .filter(record -> isWanted(record, task))
                        .map(ScannedRows::text)
                        .toList();
                ScanSpec spec = scans.withMaxRows(1 + random.nextInt(500)).spec();
                assertThat(ScannedRows.read(spec, task).rows())
                        .as("seed %s, %s", seed, task)
                        .isEqualTo(expected);
                assertThat(count(scans, task)).as("seed %s, %s", seed, task).isEqualTo(expected.size());
            }
        }
    }

    private static boolean isWanted(ConsumerRecord<byte[], byte[]> record, ScanTask task) {
        return task.ranges().stream()
                .anyMatch(range -> range.offsets().startOffset() <= record.offset()
                        && record.offset() < range.offsets().endOffset()
                        && range.timestamps().contains(record.timestamp()));
    }

    /** Some next to each other, some far apart, some of one offset, some of certain timestamps. */
    private List<TimedRange> randomRanges(long endOffset) {
        List<TimedRange> ranges = new ArrayList<>();
        boolean hasTimestamps = random.nextBoolean();
        long offset = random.nextLong(endOffset / 2);
        while (offset < endOffset && ranges.size() < 30) {
            long end = Math.min(endOffset, offset + 1 + (random.nextBoolean() ? 0 : random.nextLong(100)));
            long firstMs = 1_700_000_000_000L + random.nextInt(1_000_000);
            TimestampRanges some = new TimestampRanges(List.of(new TimestampRanges.Range(firstMs, firstMs + 400_000)));
            ranges.add(new TimedRange(
                    new OffsetRange(offset, end),
                    hasTimestamps && random.nextInt(3) == 0 ? some : TimestampRanges.ALL));
            offset = end + List.of(0L, 3L, 100L, 600L, 2_000L).get(random.nextInt(5));
        }
        return ranges;
    }

    private static ScanTask task(Scans scans, List<TimedRange> ranges) {
        return new ScanTask(
                0, ranges, new LogLineage.OnlyCopy(), scans.task(0, 1).replicas());
    }

    @Test
    void readsManyRangesOverFewConnections() throws Exception {
        Scans off = scans().withLocality(ReadLocality.OFF);
        for (int distance : List.of(2, 700)) {
            List<TimedRange> ranges = LongStream.iterate(0, offset -> offset < endOffset(), offset -> offset + distance)
                    .limit(1000)
                    .mapToObj(offset -> TimedRange.all(offset, offset + 1))
                    .toList();
            long before = connections();
            ScannedRows.read(off.spec(), task(off, ranges));
            assertThat(connections() - before)
                    // Other clients of the cluster may connect meanwhile; a connection for each range would be more.
                    .as("%s ranges, seed %s", ranges.size(), seed)
                    .isLessThanOrEqualTo(MOST_CONNECTIONS);
        }
    }

    /** The end of a range is met twice: with its last rows, and when there are no more. */
    @Test
    void looksForAFarMarkerOnce() throws Exception {
        String wideId = cluster.createTopic("wide", 1).toString();
        int moreThanIsLookedThrough = 60_000;
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().openTransactional("wide", Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(
                    producer,
                    IntStream.range(0, moreThanIsLookedThrough)
                            .mapToObj(i -> TestProducer.text("wide", 0, null, "v"))
                            .toList());
            producer.commitTransaction();
        }
        cluster.consumer().awaitDecided(new TopicPartition("wide", 0));
        Scans off = Scans.of(cluster, "wide", wideId).withLocality(ReadLocality.OFF);
        long before = fetches("wide");

        try (PartitionScan scan = PartitionScan.open(off.spec(), off.task(0, 10))) {
            assertThat(scan.next()).isTrue();
            scan.requireCommitted();
            long asked = fetches("wide");
            assertThat(asked - before).as("for the rows, and behind them").isGreaterThanOrEqualTo(2);
            assertThat(scan.next()).isFalse();
            scan.requireCommitted();
            assertThat(fetches("wide")).isEqualTo(asked);
        }
    }

    /** How many fetches of a topic brokers have begun to answer; the counter comes with the first. */
    private static long fetches(String topic) throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName name =
                new ObjectName("kafka.server:type=BrokerTopicMetrics,name=TotalFetchRequestsPerSec,topic=" + topic);
        return beans.isRegistered(name) ? (Long) beans.getAttribute(name, "Count") : 0;
    }

    /** How many connections brokers have taken: each begins with a question for versions. */
    private static long connections() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        long count = 0;
        for (ObjectName name : beans.queryNames(
                new ObjectName("kafka.network:type=RequestMetrics,name=RequestsPerSec,request=ApiVersions,*"), null)) {
            count += (Long) beans.getAttribute(name, "Count");
        }
        return count;
    }

    @Test
    @Timeout(120)
    void readsOnOnAHealthyDiskBeforeItWaitsForBrokersThatAreAway() throws IOException {
        String longId = cluster.createTopic("long", 1).toString();
        try (KafkaProducer<byte[], byte[]> producer =
                cluster.producer().openTransactional("long", Map.of(ProducerConfig.BATCH_SIZE_CONFIG, 1))) {
            producer.beginTransaction();
            TestProducer.sendAll(
                    producer,
                    IntStream.range(0, 2_500)
                            .mapToObj(i -> TestProducer.text("long", 0, null, "v" + i))
                            .toList());
            producer.commitTransaction();
        }
        cluster.consumer().awaitDecided(new TopicPartition("long", 0));
        int tenMinutesMs = 600_000;
        Scans away = Scans.of(cluster, "long", longId)
                .withKafka(Map.of("bootstrap.servers", "127.0.0.1:1"), tenMinutesMs)
                .withMaxRows(10);

        try (PartitionScan scan = PartitionScan.open(away.spec(), away.task(0, 2_500))) {
            assertThat(scan.next()).isTrue();
            scan.requireCommitted();
            assertThat(scan.counters().localRecords()).isEqualTo(10);
        }
    }

    @Test
    void looksForReplicasOnceForAllRanges() throws IOException {
        List<TimedRange> ranges = List.of(TimedRange.all(0, 1), TimedRange.all(1000, 1001), TimedRange.all(2000, 2001));
        ScanTask nowhere = new ScanTask(0, ranges, new LogLineage.OnlyCopy(), List.of());
        assertThat(ScannedRows.read(scans().spec(), nowhere).counters().fallbacks())
                .isEqualTo(Map.of(FallbackReason.NO_REPLICA_PLACES, 1L));
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
        return count(scans, scans.task(startOffset, endOffset));
    }

    private static long count(Scans scans, ScanTask task) throws IOException {
        long count = 0;
        ScanSpec spec = scans.withColumns(List.of()).spec();
        try (PartitionScan scan = PartitionScan.open(spec, task)) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }
}
