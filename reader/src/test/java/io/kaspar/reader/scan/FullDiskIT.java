package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.LogDirDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionReplica;
import org.apache.kafka.common.errors.KafkaStorageException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of a broker's disks gets full while a producer writes to it and scans read from it: a write fails in its middle, and
 * the broker takes the directory offline.
 *
 * <p>Something else takes the last of the room. Were it the broker's own records, its next write could as well be one
 * to a mapped index, which ends in an error of the virtual machine's.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FullDiskIT {
    private static final String TOPIC = "filling";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int BROKER = 0;
    private static final int OTHER_BROKER = 1;
    private static final int DISK_MEGABYTES = 8;

    /** More than a page: on a full disk the broker's next write of one fails in its middle. */
    private static final int VALUE_BYTES = 8_000;

    private static final int PLANNED = 300;
    private static final int SENT_AT_ONCE = 50;
    private static final int NETWORK_TIMEOUT_MS = 5_000;
    private static final int WRITE_TIMEOUT_MS = 2_000;
    private static final int LONG_TIMEOUT_MS = 60_000;

    private final SmallDisk disk;
    private final TestCluster cluster;

    FullDiskIT(@TempDir Path folder) throws IOException {
        disk = SmallDisk.mount(folder.resolve("broker_" + BROKER + "_data1"), DISK_MEGABYTES);
        cluster = TestCluster.start(TestClusterOptions.defaults()
                .withBrokers(2)
                .withDisksPerBroker(2)
                .withBaseDirectory(folder));
    }

    @BeforeEach
    void theDiskIsTheBrokers() {
        assertThat(cluster.logDirs(BROKER)).contains(disk.path());
    }

    @AfterEach
    void stop() {
        disk.close(); // first: the directory of a mount cannot be deleted
        cluster.close();
    }

    @Test
    void readsTheFullDiskOrTheOtherBrokerWhenThatHasAReplica() throws Exception {
        LiveTopic topic = topic(List.of(BROKER, OTHER_BROKER));
        List<String> expected = topic.consumed();
        try (LiveScan local = LiveScan.open(scans(topic), PLANNED, disk.path());
                LiveScan remote = LiveScan.open(scans(topic).withLocality(ReadLocality.OFF), PLANNED)) {
            local.readSome();
            remote.readSome();
            fillUp();
            Waiting.until("the other broker to lead", () -> leader().equals(OptionalInt.of(OTHER_BROKER)));
            assertThat(send(PLANNED, SENT_AT_ONCE, LONG_TIMEOUT_MS)).isTrue();

            assertThat(local.readRest()).isEqualTo(expected);
            assertThat(local.counters().localRecords()).isEqualTo(PLANNED);
            assertThat(remote.readRest()).isEqualTo(expected);
            assertThat(remote.counters().localRecords()).isZero();
        }
        ScannedRows after = ScannedRows.read(topic.scans().spec(), plannedNow());
        assertThat(after.rows()).isEqualTo(topic.consumed());
        assertThat(after.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_LINEAGE, 1L));
    }

    @Test
    void readsTheFullDiskOrSaysThatThereIsNoLeaderWhenNoOtherBrokerHasAReplica() throws Exception {
        LiveTopic topic = topic(List.of(BROKER));
        List<String> expected = topic.consumed();
        Scans scans = scans(topic);
        try (LiveScan local = LiveScan.open(scans, PLANNED, disk.path());
                LiveScan remote = LiveScan.open(scans.withLocality(ReadLocality.OFF), PLANNED)) {
            local.readSome();
            remote.readSome();
            fillUp();
            Waiting.until("no broker to lead", () -> leader().isEmpty());

            assertThat(local.readRest()).isEqualTo(expected);
            assertThat(local.counters().localRecords()).isEqualTo(PLANNED);
            assertThatThrownBy(remote::readRest)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(PARTITION + " has no leader")
                    .hasMessageContaining("brokers [" + BROKER + "]");
            assertThat(remote.rows())
                    .isEqualTo(expected.subList(0, remote.rows().size()));
        }
    }

    /** In pieces so small that most of the range is not read before the disk is full. */
    private Scans scans(LiveTopic topic) {
        return topic.scans()
                .withKafka(
                        Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.partition.fetch.bytes", "50000"),
                        NETWORK_TIMEOUT_MS);
    }

    /** A topic with a replica on the small disk, which has room for more than is written now. */
    private LiveTopic topic(List<Integer> brokers) throws Exception {
        NewTopic topic = new NewTopic(TOPIC, Map.of(0, brokers)).configs(Map.of("internal.segment.bytes", "200000"));
        String topicId = cluster.admin()
                .createTopics(List.of(topic))
                .topicId(TOPIC)
                .get()
                .toString();
        Path wanted = disk.path().resolve(PARTITION.toString());
        if (!cluster.partitionDirectory(BROKER, TOPIC, 0).equals(wanted)) {
            cluster.admin()
                    .alterReplicaLogDirs(Map.of(
                            new TopicPartitionReplica(TOPIC, 0, BROKER),
                            disk.path().toString()))
                    .all()
                    .get();
            Waiting.until(
                    "the move",
                    () -> cluster.partitionDirectory(BROKER, TOPIC, 0).equals(wanted));
        }
        assertThat(send(0, PLANNED, LONG_TIMEOUT_MS)).isTrue();
        return new LiveTopic(cluster, TOPIC, topicId);
    }

    /** Leaves no room, and writes until the broker gives the disk up. */
    private void fillUp() throws Exception {
        disk.fill();
        Waiting.until("the broker to give up its full disk", () -> {
            send(PLANNED, SENT_AT_ONCE, WRITE_TIMEOUT_MS);
            return isOffline();
        });
        assertThat(disk.freeBytes()).as("free bytes of the disk").isLessThan(VALUE_BYTES);
    }

    private boolean isOffline() throws Exception {
        LogDirDescription described = Objects.requireNonNull(cluster.admin()
                        .describeLogDirs(List.of(BROKER))
                        .allDescriptions()
                        .get()
                        .get(BROKER))
                .get(disk.path().toString());
        return described == null || described.error() instanceof KafkaStorageException;
    }

    private OptionalInt leader() {
        Node leader = cluster.partition(TOPIC, 0).leader();
        return leader == null || leader.isEmpty() ? OptionalInt.empty() : OptionalInt.of(leader.id());
    }

    /** Whether all records were acknowledged by all replicas that are in sync. */
    private boolean send(int first, int count, int timeoutMs) throws InterruptedException {
        List<Future<?>> answers = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer()
                .open(Map.of(
                        "acks",
                        "all",
                        "batch.size",
                        0,
                        "request.timeout.ms",
                        timeoutMs / 2,
                        "delivery.timeout.ms",
                        timeoutMs))) {
            for (int i = first; i < first + count; i++) {
                answers.add(producer.send(new ProducerRecord<>(TOPIC, 0, new byte[] {1}, value(i))));
            }
        }
        try {
            for (Future<?> answer : answers) {
                answer.get();
            }
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private static byte[] value(int i) {
        byte[] value = new byte[VALUE_BYTES];
        Arrays.fill(value, (byte) i);
        return value;
    }

    /** A task up to the end that the leader tells now. */
    private ScanTask plannedNow() throws Exception {
        var end = cluster.admin()
                .listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                .partitionResult(PARTITION)
                .get();
        int epoch = end.leaderEpoch().orElseThrow();
        return new ScanTask(
                0,
                List.of(TimedRange.all(0, end.offset())),
                new LogLineage.Known(epoch, epoch, end.offset()),
                List.of(new ReplicaLocation(BROKER, "localhost", disk.path().toString())));
    }
}
