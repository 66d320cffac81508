package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.copy.PartitionCopy;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.golden.LogReading;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Replicas that go elsewhere while they are scanned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveMoveIT {
    private static final String THROTTLE = "replica.alter.log.dirs.io.max.bytes.per.second";

    /**
     * Not at once: a broker that flushes a segment in the background while it closes its files takes the disk for broken, and
     * gives up when the disk has its metadata.
     */
    private static final int DELETE_DELAY_MS = 500;

    private final TestCluster cluster = TestCluster.start(TestClusterOptions.defaults()
            .withBrokers(2)
            .withDisksPerBroker(2)
            .withProperty("log.segment.delete.delay.ms", DELETE_DELAY_MS));

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void goesToTheBrokerWhenTheReplicaMovesToAnotherDisk() throws Exception {
        LiveTopic topic = onBroker0("to-another-disk", List.of(0));
        List<String> expected = topic.consumed();
        Path before = topic.directory();
        Path other = otherDisk(before);
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS, disk(before))) {
            scan.readSome();
            moveTo(topic, other);
            Waiting.until(
                    "the move", () -> Files.isDirectory(other.resolve(topic.name() + "-0")) && !Files.exists(before));

            assertThat(scan.readRest()).isEqualTo(expected);
            assertThat(scan.counters().fallbacks()).hasSize(1);
        }
    }

    @Test
    void takesNoReplicaThatIsOnItsWayForOne() throws Exception {
        LiveTopic topic = onBroker0("on-its-way", List.of(0));
        throttle("1");
        Path other = otherDisk(topic.directory());
        moveTo(topic, other);
        Waiting.until("a replica on its way", () -> hasFuture(other, topic.name()));

        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS, other)) {
            assertThat(scan.readRest()).isEqualTo(topic.consumed());
            assertThat(scan.counters().localRecords()).isZero();
            assertThat(scan.counters().fallbacks()).containsOnlyKeys(FallbackReason.NOT_ON_THIS_MACHINE);
        } finally {
            throttle(Long.toString(Long.MAX_VALUE));
        }
    }

    @Test
    void goesToTheOtherBrokerWhenThePartitionIsReassigned() throws Exception {
        LiveTopic topic = onBroker0("reassigned", List.of(0));
        List<String> expected = topic.consumed();
        Path before = topic.directory();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS, disk(before))) {
            scan.readSome();
            assign(topic, List.of(1));
            Waiting.until("the old replica to go", () -> !Files.exists(before));

            assertThat(scan.readRest()).isEqualTo(expected);
            assertThat(scan.counters().fallbacks()).hasSize(1);
        }
    }

    /** Its own cleaner has never been at them, and says so in its checkpoint. */
    @Test
    void readsTheHolesThatAReplicaCopiedFromACompactedLog() throws Exception {
        LiveTopic topic = compactedOnBroker0("copied-holes");
        assign(topic, List.of(1));
        topic.write(LiveTopic.RECORDS, 1);
        List<String> expected = topic.consumed();
        Path directory = cluster.partitionDirectory(1, topic.name(), 0);
        assertThat(Files.readString(disk(directory).resolve("cleaner-offset-checkpoint")))
                .doesNotContain(topic.name());
        assertThat(LiveTopic.segments(directory)).hasSizeGreaterThan(1);

        ScannedRows rows = ScannedRows.read(
                topic.scans().withLocality(ReadLocality.REQUIRED).spec(), onBroker1(topic, disk(directory)));
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().fallbacks()).isEmpty();

        PartitionCopy copy =
                PartitionCopy.in(new LogDirectory(disk(directory)), new TopicPartitionName(topic.name(), 0));
        OffsetRange range = copy.log().range();
        assertThat(copy.log().skipped()).isEmpty();
        assertThat(range.endOffset()).isEqualTo(topic.endOffset(IsolationLevel.READ_COMMITTED));
        assertThat(LogReading.read(copy.directory(), range, Isolation.READ_COMMITTED))
                .hasSameSizeAs(expected);
    }

    private LiveTopic compactedOnBroker0(String name) throws Exception {
        LiveTopic topic = LiveTopic.create(
                cluster, name, 1, Map.of("cleanup.policy", "compact", "min.cleanable.dirty.ratio", "0.01"));
        assign(topic, List.of(0));
        cluster.producer().send(mostlyOfFewKeys(topic), Map.of("batch.size", 500));
        topic.awaitSegments("compaction", segments -> topic.consumed().size() < LiveTopic.RECORDS / 2);
        topic.set("min.compaction.lag.ms", Long.toString(Long.MAX_VALUE));
        return topic;
    }

    private static List<ProducerRecord<byte[], byte[]>> mostlyOfFewKeys(LiveTopic topic) {
        return IntStream.range(0, LiveTopic.RECORDS)
                .mapToObj(i -> TestProducer.text(topic.name(), 0, i % 5 == 0 ? "once " + i : "k" + i % 7, "value " + i))
                .toList();
    }

    private ScanTask onBroker1(LiveTopic topic, Path disk) throws Exception {
        var end = cluster.admin()
                .listOffsets(Map.of(topic.partition(), OffsetSpec.latest()))
                .partitionResult(topic.partition())
                .get();
        int epoch = end.leaderEpoch().orElseThrow();
        return new ScanTask(
                0,
                List.of(TimedRange.all(0, end.offset())),
                new LogLineage.Known(epoch, epoch, end.offset()),
                List.of(new ReplicaLocation(1, "localhost", disk.toString())));
    }

    private LiveTopic onBroker0(String name, List<Integer> brokers) throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, name, 1, Map.of());
        assign(topic, brokers);
        topic.directory();
        return topic.filled();
    }

    private void assign(LiveTopic topic, List<Integer> brokers) throws Exception {
        cluster.admin()
                .alterPartitionReassignments(
                        Map.of(topic.partition(), Optional.of(new NewPartitionReassignment(brokers))))
                .all()
                .get();
        Waiting.until(
                "the reassignment",
                () -> cluster.admin()
                        .listPartitionReassignments()
                        .reassignments()
                        .get()
                        .isEmpty());
    }

    private void moveTo(LiveTopic topic, Path disk) throws Exception {
        cluster.admin()
                .alterReplicaLogDirs(Map.of(new TopicPartitionReplica(topic.name(), 0, 0), disk.toString()))
                .all()
                .get();
    }

    private static Path disk(Path directory) {
        return Objects.requireNonNull(directory.getParent());
    }

    private Path otherDisk(Path directory) {
        return cluster.logDirs(0).stream()
                .filter(disk -> !directory.startsWith(disk))
                .findFirst()
                .orElseThrow();
    }

    private void throttle(String bytesPerSecond) throws Exception {
        cluster.admin()
                .incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.BROKER, "0"),
                        List.of(new AlterConfigOp(
                                new ConfigEntry(THROTTLE, bytesPerSecond), AlterConfigOp.OpType.SET))))
                .all()
                .get();
        // the broker takes it over in its own time; a move that is quicker shows in the test's next wait
    }

    private static boolean hasFuture(Path disk, String topic) throws IOException {
        try (var entries = Files.list(disk)) {
            return entries.anyMatch(entry -> entry.getFileName().toString().matches(topic + "-0\\..*-future"));
        }
    }
}
