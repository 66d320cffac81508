package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Topics whose beginning goes away before they are scanned, and while they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveRetentionIT {
    private static final int DELETED_BEFORE = 2000;

    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withProperty("log.retention.check.interval.ms", 100));

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsFromALogStartWithinASegment() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "within", 1, Map.of()).filled();
        deleteRecords(topic, 1);

        ScannedRows rows = ScannedRows.read(topic.scans().spec(), topic.scans().task(1, LiveTopic.RECORDS));

        assertThat(rows.rows()).isEqualTo(topic.consumed()).hasSize(LiveTopic.RECORDS - 1);
        assertThat(rows.counters().fallbacks()).isEmpty();
    }

    @Test
    void readsRecordsThatAreDeletedMeanwhileAsLongAsTheirFilesStay() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "staying", 1, Map.of("retention.ms", "-1"))
                .filled();
        List<String> expected = topic.consumed();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            scan.readSome();
            deleteRecords(topic, 100); // within the first segment, which the scan has open

            assertThat(scan.readRest()).isEqualTo(expected);
        }
    }

    @Test
    void saysThatRecordsWereDeletedDuringTheScan() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "deleted", 1, Map.of("file.delete.delay.ms", "60000"))
                .filled();
        List<String> expected = topic.consumed();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            scan.readSome();
            deleteRecords(topic, DELETED_BEFORE);
            topic.awaitSegments("segments to be renamed", segments -> baseOffset(segments) > 1000);

            assertThatThrownBy(scan::readRest)
                    .hasMessageContaining("is no longer in the log, which starts at " + DELETED_BEFORE)
                    .hasMessageContaining("DeleteRecords");
            assertThat(expected).startsWith(scan.rows().toArray(String[]::new));
        }
    }

    @Test
    void saysThatRetentionTookRecordsDuringTheScan() throws Exception {
        LiveTopic topic = LiveTopic.create(cluster, "retained", 1, Map.of("file.delete.delay.ms", "100"))
                .filled();
        List<String> expected = topic.consumed();
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            scan.readSome();
            topic.set("retention.bytes", "20000");
            topic.awaitSegments("retention", segments -> baseOffset(segments) > 1000);

            assertThatThrownBy(scan::readRest)
                    .hasMessageContaining("is no longer in the log, which starts at")
                    .hasMessageContaining("retention");
            assertThat(expected).startsWith(scan.rows().toArray(String[]::new));
        }
    }

    private static void deleteRecords(LiveTopic topic, long before) throws Exception {
        topic.cluster()
                .admin()
                .deleteRecords(Map.of(topic.partition(), RecordsToDelete.beforeOffset(before)))
                .all()
                .get();
    }

    private static long baseOffset(List<Path> segments) {
        return segments.isEmpty()
                ? 0
                : Long.parseLong(segments.get(0).getFileName().toString().replace(".log", ""));
    }
}
