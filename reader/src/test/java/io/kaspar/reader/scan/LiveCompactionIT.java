package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.reader.task.ReadLocality;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Topics that a broker compacts while they are scanned. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LiveCompactionIT {
    private final TestCluster cluster = TestCluster.start();

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsOnWhileOneFileReplacesMany() throws Exception {
        LiveTopic topic = topic("replaced").filled();
        List<String> before = topic.consumed();
        int segmentsBefore = LiveTopic.segments(topic.directory()).size();
        List<String> rows;
        try (LiveScan scan = LiveScan.open(topic.scans(), LiveTopic.RECORDS)) {
            scan.readSome();
            compact(topic, segmentsBefore);
            rows = scan.readRest();
        }
        List<String> after = topic.consumed();

        assertThat(segmentsBefore).isGreaterThan(5);
        assertThat(before).containsSubsequence(rows);
        assertThat(rows).containsAll(before(LiveTopic.RECORDS, after));
        assertThat(rows).doesNotHaveDuplicates();
    }

    @Test
    void readsBatchesThatCompactionEmptiedAndTombstonesItRemoved() throws Exception {
        LiveTopic topic = topic("emptied");
        topic.filled(); // its last batch stays as an empty one, for the sake of the producer's id
        topic.write(LiveTopic.RECORDS, 200);
        tombstones(topic);
        compact(topic, LiveTopic.segments(topic.directory()).size());
        topic.awaitSegments("an empty batch", LiveCompactionIT::hasEmptyBatch);
        int end = (int) topic.endOffset(IsolationLevel.READ_COMMITTED);

        ScannedRows local = ScannedRows.read(topic.scans().spec(), topic.scans().task(0, end));
        ScannedRows network = ScannedRows.read(
                topic.scans().withLocality(ReadLocality.OFF).spec(),
                topic.scans().task(0, end));

        assertThat(local.rows()).hasSizeLessThan(LiveTopic.RECORDS).isNotEmpty();
        assertThat(network.rows()).containsAll(topic.consumed());
        assertThat(local.rows()).containsAll(network.rows());
        assertThat(local.counters().fallbacks()).isEmpty();
    }

    /** Not compacted yet. */
    private LiveTopic topic(String name) {
        return LiveTopic.create(
                cluster,
                name,
                1,
                Map.of(
                        "retention.ms",
                        "-1",
                        "min.cleanable.dirty.ratio",
                        "0.01",
                        "delete.retention.ms",
                        "1",
                        "file.delete.delay.ms",
                        "100"));
    }

    /**
     * Lets the cleaner at it, and waits until few files have taken the place of many: it makes segments smaller the first
     * time, and one of many when it has a reason to come again.
     */
    private static void compact(LiveTopic topic, int segmentsBefore) throws Exception {
        topic.set("cleanup.policy", "compact");
        topic.awaitSegments("compaction", segments -> {
            topic.write(LiveTopic.RECORDS * 2, 60);
            return segments.size() < segmentsBefore / 2;
        });
    }

    private static void tombstones(LiveTopic topic) {
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, 20)
                .mapToObj(i -> TestProducer.text(topic.name(), 0, "k" + i, null))
                .toList();
        topic.cluster().producer().send(records);
        topic.write(LiveTopic.RECORDS + 220, 600);
    }

    private static boolean hasEmptyBatch(List<Path> segments) throws IOException {
        for (Path segment : segments) {
            try (FileRecords records = FileRecords.open(segment.toFile(), false)) {
                for (RecordBatch recordBatch : records.batches()) {
                    if (Integer.valueOf(0).equals(recordBatch.countOrNull())) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static Set<String> before(long offset, List<String> rows) {
        Set<String> before = new HashSet<>(rows);
        before.removeIf(row -> Long.parseLong(row.substring(0, row.indexOf(' '))) >= offset);
        return before;
    }
}
