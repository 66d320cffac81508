package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Records that go between planning and reading: each cause is an error of its own, or counted and passed over. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LostRecordsIT {
    private static final int RECORDS = 3000;
    private static final int KEPT_FROM = 1000;

    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withProperty("log.retention.check.interval.ms", 100));

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void failsOrGoesOnAtWhatDeleteRecordsLeft() throws Exception {
        String topicId = topic("shrunk", RECORDS);
        List<String> before = consumed("shrunk");
        cluster.admin()
                .deleteRecords(Map.of(new TopicPartition("shrunk", 0), RecordsToDelete.beforeOffset(KEPT_FROM)))
                .all()
                .get();
        Scans network = Scans.of(cluster, "shrunk", topicId).withLocality(ReadLocality.OFF);
        assertThatThrownBy(() -> ScannedRows.read(network.spec(true), network.task(0, RECORDS)))
                .hasMessageContaining("starts at " + KEPT_FROM)
                .hasMessageContaining("failOnDataLoss=false");
        ScannedRows rows = ScannedRows.read(network.spec(false), network.task(0, RECORDS));
        assertThat(rows.rows()).isEqualTo(before.subList(KEPT_FROM, RECORDS));
        assertThat(rows.counters().lostOffsets()).isEqualTo(Map.of(DataLoss.RETENTION, (long) KEPT_FROM));
    }

    @Test
    void goesOnAtWhatIsLeftWhenSegmentsAreDeletedDuringTheScan() throws Exception {
        String topicId = topic("retained", RECORDS);
        List<String> before = consumed("retained");
        Scans scans = Scans.of(cluster, "retained", topicId).withMaxRows(10);
        List<String> rows = new ArrayList<>();
        try (PartitionScan scan = PartitionScan.open(scans.spec(false), scans.task(0, RECORDS))) {
            add(scan, rows);
            cluster.admin()
                    .deleteRecords(
                            Map.of(new TopicPartition("retained", 0), RecordsToDelete.beforeOffset(RECORDS - 10)))
                    .all()
                    .get();
            Waiting.until(
                    "deleted segments",
                    () -> !Files.exists(
                            cluster.partitionDirectory(0, "retained", 0).resolve("00000000000000000000.log")));
            while (scan.next()) {
                ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(ScannedRows.text(row)));
            }
            long lost = scan.counters().lostOffsets().getOrDefault(DataLoss.RETENTION, 0L);
            assertThat(lost).isPositive();
            assertThat(rows).hasSize((int) (RECORDS - lost));
            assertThat(before).containsSubsequence(rows);
            assertThat(rows.subList(rows.size() - 10, rows.size())).isEqualTo(before.subList(RECORDS - 10, RECORDS));
        }
    }

    @Test
    void tellsADeletedTopic() throws Exception {
        String topicId = topic("deleted", RECORDS);
        Scans scans = Scans.of(cluster, "deleted", topicId);
        ScanTask task = scans.task(0, RECORDS);
        cluster.admin().deleteTopics(List.of("deleted")).all().get();
        Waiting.until(
                "the directory's end", () -> !Files.exists(cluster.logDir(0).resolve("deleted-0")));
        assertThatThrownBy(() -> ScannedRows.read(scans.spec(true), task))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not exist any more");
        ScannedRows rows = ScannedRows.read(scans.spec(false), task);
        assertThat(rows.rows()).isEmpty();
        assertThat(rows.counters().lostOffsets()).isEqualTo(Map.of(DataLoss.TOPIC_DELETED, (long) RECORDS));
    }

    @Test
    void doesNotReadOnInATopicThatWasCreatedAgainInTheSameDirectory() throws Exception {
        String topicId = topic("again", RECORDS);
        List<String> before = consumed("again");
        Scans scans = Scans.of(cluster, "again", topicId).withMaxRows(10);
        List<String> rows = new ArrayList<>();
        try (PartitionScan scan = PartitionScan.open(scans.spec(false), scans.task(0, RECORDS))) {
            add(scan, rows);
            cluster.admin().deleteTopics(List.of("again")).all().get();
            Waiting.until(
                    "the directory's end", () -> !Files.exists(cluster.logDir(0).resolve("again-0")));
            topic("again", 2 * RECORDS);
            while (scan.next()) {
                ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(ScannedRows.text(row)));
            }
            assertThat(scan.counters().lostOffsets())
                    .isEqualTo(Map.of(DataLoss.TOPIC_CREATED_AGAIN, (long) RECORDS - rows.size()));
        }
        assertThat(rows).isEqualTo(before.subList(0, rows.size())).hasSizeLessThan(RECORDS);
    }

    @Test
    void saysThatItsTopicWasCreatedAgain() throws Exception {
        String topicId = topic("renewed", RECORDS);
        Scans scans = Scans.of(cluster, "renewed", topicId).withMaxRows(10);
        try (PartitionScan scan = PartitionScan.open(scans.spec(true), scans.task(0, RECORDS))) {
            assertThat(scan.next()).isTrue();
            cluster.admin().deleteTopics(List.of("renewed")).all().get();
            Waiting.until(
                    "the directory's end", () -> !Files.exists(cluster.logDir(0).resolve("renewed-0")));
            topic("renewed", 2 * RECORDS);
            assertThatThrownBy(() -> {
                        while (scan.next()) {
                            assertThat(scan.current().rowCount()).isPositive();
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("created again");
        }
    }

    @Test
    void failsAtOnceWithoutABroker() throws Exception {
        String topicId = topic("offline", RECORDS);
        Scans scans = Scans.of(cluster, "offline", topicId).withKafka(Map.of(), 1000);
        assertThat(ScannedRows.read(scans.spec(), scans.task(0, RECORDS)).rows())
                .isEqualTo(consumed("offline"));
        ScanTask tooFar = new ScanTask(
                0, new OffsetRange(0, RECORDS + 1), scans.task(0, RECORDS).replicas());
        assertThatThrownBy(() -> ScannedRows.read(scans.spec(), tooFar))
                .hasMessageContaining("no broker to ask")
                .hasMessageContaining("ends before offset " + RECORDS);
    }

    private static void add(PartitionScan scan, List<String> rows) throws IOException {
        assertThat(scan.next()).isTrue();
        ScannedRows.rows(scan.current()).forEachRemaining(row -> rows.add(ScannedRows.text(row)));
    }

    private String topic(String name, int records) {
        String topicId = cluster.createTopic(
                        name, 1, 1, Map.of("internal.segment.bytes", "20000", "file.delete.delay.ms", "100"))
                .toString();
        cluster.producer()
                .send(
                        IntStream.range(0, records)
                                .mapToObj(i -> TestProducer.text(name, 0, "k" + i, "value " + i + " of " + records))
                                .toList(),
                        Map.of("batch.size", 2000));
        return topicId;
    }

    private List<String> consumed(String topic) {
        return ScannedRows.texts(
                cluster.consumer().readAll(new TopicPartition(topic, 0), IsolationLevel.READ_COMMITTED));
    }
}
