package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The last record of each key, compared with what Kafka's consumer sees, put into a map. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LatestScanIT {
    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final TestCluster cluster = TestCluster.start();
    private LiveTopic random = new LiveTopic(cluster, "", "");

    @BeforeAll
    void write() {
        System.out.println("kaspar.seed=" + seed);
        random = LiveTopic.create(cluster, "latest", 1, Map.of("internal.segment.bytes", "50000"));
        new RandomTopic(cluster, "latest", new Random(seed)).withoutNullKeys().write(14);
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private static Scans scans(LiveTopic topic, ReadLocality locality, Isolation isolation) {
        return topic.scans().withLocality(locality).withIsolation(isolation);
    }

    private static long count(ScanSpec spec, ScanTask task) throws IOException {
        long count = 0;
        try (PartitionScan scan = PartitionScan.open(spec, task)) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }

    @ParameterizedTest
    @CsvSource({
        "REQUIRED, READ_COMMITTED",
        "OFF, READ_COMMITTED",
        "REQUIRED, READ_UNCOMMITTED",
        "OFF, READ_UNCOMMITTED",
    })
    void givesTheLastOfEachKeyThatIsRead(ReadLocality locality, Isolation isolation) throws IOException {
        IsolationLevel level = IsolationLevel.valueOf(isolation.name());
        List<ConsumerRecord<byte[], byte[]>> all = cluster.consumer().readAll(random.partition(), level);
        long end = random.endOffset(level);
        ScanSpec spec = scans(random, locality, isolation).spec();
        for (long[] range : new long[][] {{0, end}, {0, end / 2}, {end / 3, end}, {end / 3, end / 2}, {end, end}}) {
            List<ConsumerRecord<byte[], byte[]>> expected = LatestOracle.folded(all.stream()
                    .filter(record -> record.offset() >= range[0] && record.offset() < range[1])
                    .toList());
            ScanTask task = random.scans().task(range[0], range[1]);
            assertThat(ScannedRows.read(LatestOracle.latest(spec), task).rows())
                    .as("seed %s, %s to %s", seed, range[0], range[1])
                    .isEqualTo(ScannedRows.texts(expected));
            assertThat(count(LatestOracle.latest(spec, List.of()), task)).isEqualTo(expected.size());
        }
        assertThat(LatestOracle.folded(all)).hasSizeBetween(100, 300);
    }

    /** So little memory that a few keys fill it: many rounds. */
    @Test
    void readsAgainWhatDoesNotFitIntoMemory() throws IOException {
        long end = random.endOffset(IsolationLevel.READ_COMMITTED);
        ScanSpec spec = LatestOracle.latest(
                scans(random, ReadLocality.REQUIRED, Isolation.READ_COMMITTED).spec());
        List<Long> expected =
                LatestOracle.folded(cluster.consumer().readAll(random.partition(), IsolationLevel.READ_COMMITTED))
                        .stream()
                        .map(ConsumerRecord::offset)
                        .toList();
        RecordBuffer buffer = new RecordBuffer();
        RecordBlock block = new RecordBlock(buffer, 100, 1 << 20);
        ScanCounters counters = new ScanCounters();
        List<Long> found = new ArrayList<>();
        long tableBytes = new LastOffsets().bytes() + 512; // as many as fit into its first page
        try (LatestRecords records = new LatestRecords(
                spec,
                random.scans().task(0, end),
                buffer,
                counters,
                Cancellation.NEVER,
                keys -> new TombstoneEffects(),
                tableBytes)) {
            boolean hasMore = true;
            while (hasMore) {
                block.reset();
                hasMore = records.read(block);
                for (int row = 0; row < block.size(); row++) {
                    found.add(block.offsets()[row]);
                }
            }
        }
        assertThat(found).as("seed %s", seed).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void readsWhatCompactionLeft(ReadLocality locality) throws Exception {
        LiveTopic topic = LiveTopic.create(
                cluster,
                "latest-compacted-" + locality.name().toLowerCase(Locale.ROOT),
                1,
                Map.of("min.cleanable.dirty.ratio", "0.01", "delete.retention.ms", "1", "file.delete.delay.ms", "100"));
        topic.filled();
        List<ConsumerRecord<byte[], byte[]>> before =
                cluster.consumer().readAll(topic.partition(), IsolationLevel.READ_COMMITTED);
        int segmentsBefore = LiveTopic.segments(topic.directory()).size();
        topic.set("cleanup.policy", "compact");
        topic.awaitSegments("compaction", segments -> {
            topic.write(LiveTopic.RECORDS, 60);
            return segments.size() < segmentsBefore / 2;
        });
        topic.set("cleanup.policy", "delete");
        long end = topic.endOffset(IsolationLevel.READ_COMMITTED);
        List<String> expected = ScannedRows.texts(
                LatestOracle.folded(cluster.consumer().readAll(topic.partition(), IsolationLevel.READ_COMMITTED)));

        List<String> rows = ScannedRows.read(
                        LatestOracle.latest(
                                scans(topic, locality, Isolation.READ_COMMITTED).spec()),
                        topic.scans().task(0, end))
                .rows();

        assertThat(rows).isEqualTo(expected).hasSize(LatestOracle.folded(before).size());
    }

    /** What compaction would never keep: nobody can say what it replaces. */
    @Test
    void refusesRecordsWithoutKey() {
        LiveTopic topic = LiveTopic.create(cluster, "latest-keyless", 1, Map.of());
        cluster.producer()
                .send(List.of(
                        TestProducer.text("latest-keyless", 0, null, "secret"),
                        TestProducer.text("latest-keyless", 0, "k", "v")));
        ScanSpec spec = LatestOracle.latest(topic.scans().spec());

        assertThatThrownBy(() -> ScannedRows.read(spec, topic.scans().task(0, 2)))
                .isInstanceOf(NullKeyException.class)
                .hasMessageContaining("offset 0 of latest-keyless-0")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> count(
                        LatestOracle.latest(topic.scans().spec(), List.of()),
                        topic.scans().task(0, 2)))
                .isInstanceOf(NullKeyException.class);
    }

    @Test
    void giveNothingWhereAllKeysAreGone() throws IOException {
        LiveTopic topic = LiveTopic.create(cluster, "latest-gone", 1, Map.of());
        cluster.producer()
                .send(List.of(
                        TestProducer.text("latest-gone", 0, "k", "v"), TestProducer.text("latest-gone", 0, "k", null)));
        assertThat(ScannedRows.read(
                                LatestOracle.latest(topic.scans().spec()),
                                topic.scans().task(0, 2))
                        .rows())
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void endsReadingKeysWhenItIsCancelled(ReadLocality locality) throws IOException {
        long end = random.endOffset(IsolationLevel.READ_COMMITTED);
        AtomicInteger asked = new AtomicInteger();
        try (PartitionScan scan = PartitionScan.open(
                LatestOracle.latest(
                        scans(random, locality, Isolation.READ_COMMITTED).spec()),
                random.scans().task(0, end),
                () -> asked.incrementAndGet() > 2)) {
            assertThatThrownBy(scan::next).isInstanceOf(InterruptedIOException.class);
        }
    }
}
