package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bits flipped behind the brokers' backs, in the files of some of the replicas: a good copy is found as long as there is one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReplicasIT {
    private static final int RECORDS = 2000;

    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withBrokers(3));

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsTheNextDiskWhenOneIsCorrupt() throws Exception {
        String topicId = topic("next-disk");
        List<String> expected = consumed("next-disk");
        corrupt(0, "next-disk");
        ScannedRows rows = read("next-disk", topicId, 0, 1);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().networkRecords()).isZero();
        assertThat(rows.counters().localRecords()).isEqualTo(RECORDS);
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.CORRUPT, 1L));
    }

    @Test
    void asksAFollowerWhenTheLeadersFilesAreCorrupt() throws Exception {
        String topicId = topic("follower");
        List<String> expected = consumed("follower");
        corrupt(0, "follower");
        ScannedRows rows = read("follower", topicId, 0);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().networkRecords()).isPositive();
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.CORRUPT, 2L));
    }

    @Test
    void namesEveryCorruptCopyWhenThereIsNoGoodOne() throws Exception {
        String topicId = topic("hopeless");
        for (int broker = 0; broker < 3; broker++) {
            corrupt(broker, "hopeless");
        }
        assertThatThrownBy(() -> read("hopeless", topicId, 0))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no other in-sync replica")
                .hasMessageContaining(segment(0, "hopeless").toString())
                .hasMessageContaining("byte ")
                .hasMessageContaining("broker 0")
                .hasMessageContaining("broker 1")
                .hasMessageContaining("broker 2");
    }

    @Test
    void countsToo() throws Exception {
        String topicId = topic("counted");
        corrupt(0, "counted");
        Scans scans = Scans.of(cluster, "counted", topicId).withColumns(List.of());
        long count = 0;
        try (PartitionScan scan = PartitionScan.open(scans.spec(), task(0, 2))) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
        }
        assertThat(count).isEqualTo(RECORDS);
    }

    @Test
    void noticesAFlippedLeaderEpoch() throws Exception {
        String topicId = topic("epochs");
        List<String> expected = consumed("epochs");
        Path segment = segment(0, "epochs");
        // the second record batch's, which no checksum covers
        flip(segment, secondBatch(segment) + 15);
        ScannedRows rows = read("epochs", topicId, 0, 1);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.CORRUPT, 1L));
    }

    private String topic(String name) throws Exception {
        NewTopic topic = new NewTopic(name, Map.of(0, List.of(0, 1, 2)));
        String topicId =
                cluster.admin().createTopics(List.of(topic)).topicId(name).get().toString();
        cluster.producer()
                .send(
                        IntStream.range(0, RECORDS)
                                .mapToObj(i -> TestProducer.text(name, 0, "k" + i, "value " + i))
                                .toList(),
                        Map.of("batch.size", 2000, "acks", "all"));
        Waiting.until("equal replicas of " + name, () -> areEqual(name));
        return topicId;
    }

    private boolean areEqual(String topic) throws IOException {
        long length = Files.size(segment(0, topic));
        return length == Files.size(segment(1, topic)) && length == Files.size(segment(2, topic));
    }

    private List<String> consumed(String topic) {
        return ScannedRows.texts(
                cluster.consumer().readAll(new TopicPartition(topic, 0), IsolationLevel.READ_COMMITTED));
    }

    private ScannedRows read(String topic, String topicId, int... disks) throws IOException {
        return ScannedRows.read(Scans.of(cluster, topic, topicId).spec(), task(disks));
    }

    private ScanTask task(int... disks) {
        List<ReplicaLocation> replicas = IntStream.of(disks)
                .mapToObj(broker -> new ReplicaLocation(
                        broker, "localhost", cluster.logDir(broker).toString()))
                .toList();
        return new ScanTask(0, new OffsetRange(0, RECORDS), replicas);
    }

    private Path segment(int broker, String topic) throws IOException {
        try (Stream<Path> files = Files.list(cluster.partitionDirectory(broker, topic, 0))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void corrupt(int broker, String topic) throws IOException {
        Path segment = segment(broker, topic);
        flip(segment, Files.size(segment) / 2);
    }

    private static long secondBatch(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "r")) {
            file.seek(8);
            return 12L + file.readInt();
        }
    }

    private static void flip(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 0x10);
        }
    }
}
