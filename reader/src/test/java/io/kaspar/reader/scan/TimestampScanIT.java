package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.testing.kafka.TestCluster;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Timestamps out of order, transactions, and a topic whose timestamps were the broker's for a while. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TimestampScanIT {
    private static final TopicPartition PARTITION = new TopicPartition("times", 0);

    private final long seed = Long.getLong("kaspar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private TestCluster cluster = TestCluster.start();
    private String topicId = "";
    private List<ConsumerRecord<byte[], byte[]>> records = List.of();

    @BeforeAll
    void writeTopic() throws ExecutionException, InterruptedException {
        System.out.println("kaspar.seed=" + seed);
        topicId = cluster.createTopic("times", 1, 1, Map.of("internal.segment.bytes", "50000"))
                .toString();
        RandomTopic topic = new RandomTopic(cluster, "times", random);
        topic.write(6);
        timestampsAre("LogAppendTime");
        topic.write(4);
        timestampsAre("CreateTime");
        topic.write(6);
        records = cluster.consumer().readAll(PARTITION, IsolationLevel.READ_COMMITTED);
    }

    private void timestampsAre(String type) throws ExecutionException, InterruptedException {
        Collection<AlterConfigOp> change =
                List.of(new AlterConfigOp(new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET));
        cluster.admin()
                .incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, "times"), change))
                .all()
                .get();
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void givesAndCountsTheRecordsOfTheTimestampsAlone(ReadLocality locality) throws IOException {
        for (int turn = 0; turn < 25; turn++) {
            TimestampRanges timestamps = randomRanges();
            List<String> expected = records.stream()
                    .filter(record -> timestamps.contains(record.timestamp()))
                    .map(ScannedRows::text)
                    .toList();
            assertThat(ScannedRows.read(scans(locality).spec(), task(timestamps))
                            .rows())
                    .as("seed %s, %s", seed, timestamps)
                    .isEqualTo(expected);
            assertThat(count(locality, timestamps))
                    .as("seed %s, %s", seed, timestamps)
                    .isEqualTo(expected.size());
        }
    }

    @Test
    void readsNoRecordOfBatchesThatAreAllTooOld() throws IOException {
        long last = records.stream().mapToLong(ConsumerRecord::timestamp).max().orElseThrow();
        TimestampRanges later = ranges(new TimestampRanges.Range(last + 1, Long.MAX_VALUE));
        assertThat(ScannedRows.read(scans(ReadLocality.REQUIRED).spec(), task(later))
                        .rows())
                .isEmpty();
    }

    @Test
    void keepsNoMoreThanABlockOfRecordsThatAreLeftOut() throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        RecordBlock block = new RecordBlock(buffer, 1000, 10_000);
        ScanTask nothing = task(ranges(new TimestampRanges.Range(1, 1)));
        int blocks = 0;
        try (TaskRecords left = new TaskRecords(
                scans(ReadLocality.REQUIRED).spec(), nothing, buffer, new ScanCounters(), Cancellation.NEVER)) {
            while (left.read(block)) {
                assertThat(block.size()).isZero();
                assertThat(buffer.usedLength()).isLessThan(300_000);
                block.reset();
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThan(2);
    }

    /** One call reads all of the log for no row. */
    @ParameterizedTest
    @EnumSource(
            value = ReadLocality.class,
            names = {"REQUIRED", "OFF"})
    void endsReadingForNothingWhenItIsCancelled(ReadLocality locality) throws IOException {
        ScanTask nothing = task(ranges(new TimestampRanges.Range(1, 1)));
        AtomicInteger asked = new AtomicInteger();
        try (PartitionScan scan =
                PartitionScan.open(scans(locality).spec(), nothing, () -> asked.incrementAndGet() > 2)) {
            assertThatThrownBy(scan::next).isInstanceOf(InterruptedIOException.class);
            assertThat(scan.counters().localBytes() + scan.counters().networkBytes())
                    .isLessThan(100_000);
        }
    }

    private TimestampRanges randomRanges() {
        List<Long> edges = new ArrayList<>();
        int count = 2 * (1 + random.nextInt(3));
        for (int i = 0; i < count; i++) {
            edges.add(records.get(random.nextInt(records.size())).timestamp() + random.nextInt(3) - 1);
        }
        if (random.nextInt(3) == 0) {
            edges.set(0, Long.MIN_VALUE);
        }
        if (random.nextInt(3) == 0) {
            edges.set(1, Long.MAX_VALUE);
        }
        List<Long> sorted = edges.stream().distinct().sorted().toList();
        List<TimestampRanges.Range> ranges = new ArrayList<>();
        for (int i = 0; i + 1 < sorted.size(); i += 2) {
            boolean touches = !ranges.isEmpty() && ranges.get(ranges.size() - 1).lastMs() + 1 >= sorted.get(i);
            if (!touches) {
                ranges.add(new TimestampRanges.Range(sorted.get(i), sorted.get(i + 1)));
            }
        }
        return new TimestampRanges(ranges);
    }

    private static TimestampRanges ranges(TimestampRanges.Range range) {
        return new TimestampRanges(List.of(range));
    }

    private Scans scans(ReadLocality locality) {
        return Scans.of(cluster, "times", topicId).withLocality(locality).withMaxRows(1 + random.nextInt(500));
    }

    private ScanTask task(TimestampRanges timestamps) {
        long endOffset = cluster.consumer().endOffset(PARTITION, IsolationLevel.READ_COMMITTED);
        ScanTask all = scans(ReadLocality.OFF).task(0, endOffset);
        return new ScanTask(0, List.of(new TimedRange(all.span(), timestamps)), all.lineage(), all.replicas());
    }

    private long count(ReadLocality locality, TimestampRanges timestamps) throws IOException {
        long count = 0;
        ScanSpec spec = scans(locality).withColumns(List.of()).spec();
        try (PartitionScan scan = PartitionScan.open(spec, task(timestamps))) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        return count;
    }
}
