package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.testing.kafka.CopiedLogDir;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.spark.sql.catalyst.InternalRow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Local files that cannot serve a task: each cause is made on a copy of what a real broker wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FallbackIT {
    private static final int RECORDS = 3000;
    private static final String TOPIC = "numbers";

    private final TestCluster cluster = TestCluster.start();
    private String topicId = "";
    private List<String> expected = List.of();

    @TempDir
    Path copies = Path.of("");

    @BeforeAll
    void writeTopic() {
        topicId = cluster.createTopic(TOPIC, 1, 1, Map.of("internal.segment.bytes", "20000"))
                .toString();
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(TOPIC, 0, "k" + i, "value " + i))
                .toList();
        cluster.producer().send(records, Map.of("batch.size", 2000));
        expected = ScannedRows.texts(
                cluster.consumer().readAll(new TopicPartition(TOPIC, 0), IsolationLevel.READ_COMMITTED));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsACopyWhenNothingIsWrongWithIt() throws IOException {
        ScanCounters counters = rowsAreExpected(copy("sound"));
        assertThat(counters.localRecords()).isEqualTo(RECORDS);
        assertThat(counters.fallbacks()).isEmpty();
    }

    @Test
    void goesToTheBrokerForTheRestAfterAFlippedBit() throws IOException {
        Path copy = copy("flipped");
        Path segment = segments(copy).get(2);
        flipBit(segment, Files.size(segment) / 2);
        ScanCounters counters = rowsAreExpected(copy);
        assertThat(counters.fallbacks()).isEqualTo(Map.of(FallbackReason.CORRUPT, 1L));
        assertThat(counters.localRecords()).isPositive();
        assertThat(counters.networkRecords()).isEqualTo(RECORDS - counters.localRecords());
    }

    @Test
    void goesToTheBrokerForTheRestOfATruncatedSegment() throws IOException {
        Path copy = copy("truncated");
        Path segment = segments(copy).get(1);
        truncate(segment, Files.size(segment) / 2);
        ScanCounters counters = rowsAreExpected(copy);
        assertThat(counters.fallbacks()).hasSize(1);
        assertThat(counters.localRecords()).isPositive();
    }

    @Test
    void goesToTheBrokerWhenTheFilesEndBeforeTheRange() throws IOException {
        Path copy = copy("behind");
        List<Path> segments = segments(copy);
        Files.delete(segments.get(segments.size() - 1));
        ScanCounters counters = rowsAreExpected(copy);
        assertThat(counters.fallbacks()).containsOnlyKeys(FallbackReason.RANGE_NOT_HELD);
        assertThat(counters.localRecords()).isPositive();
    }

    @Test
    void goesToTheBrokerWhenTheFilesBeginAfterTheRange() throws IOException {
        Path copy = copy("retained");
        Files.delete(segments(copy).get(0));
        ScanCounters counters = rowsAreExpected(copy);
        assertThat(counters.fallbacks()).isEqualTo(Map.of(FallbackReason.RANGE_NOT_HELD, 1L));
        assertThat(counters.localRecords()).isZero();
    }

    @Test
    void goesToTheBrokerWhenASegmentIsDeletedDuringTheScan() throws IOException {
        Path copy = copy("deleted");
        Scans scans = scans(copy).withMaxRows(100);
        List<String> rows = new ArrayList<>();
        try (PartitionScan scan = PartitionScan.open(scans.spec(), task())) {
            assertThat(scan.next()).isTrue();
            add(scan, rows);
            for (Path segment : segments(copy)) {
                Files.delete(segment);
            }
            while (scan.next()) {
                add(scan, rows);
            }
            assertThat(rows).isEqualTo(expected);
            assertThat(scan.counters().fallbacks()).hasSize(1);
            assertThat(scan.counters().localRecords()).isPositive();
            assertThat(scan.counters().networkRecords()).isPositive();
        }
    }

    @Test
    void goesToTheBrokerWhenTheSegmentIsNoFile() throws IOException {
        // Tests may run as root, whom permission bits do not stop: a directory in the file's place cannot be read by
        // anybody.
        Path copy = copy("unreadable");
        Path segment = segments(copy).get(0);
        Files.delete(segment);
        Files.createDirectory(segment);
        ScanCounters counters = rowsAreExpected(copy);
        assertThat(counters.fallbacks()).hasSize(1);
        assertThat(counters.localRecords()).isZero();
    }

    @Test
    void goesToTheBrokerWhenTheDirectoryIsAFile() throws IOException {
        Path copy = copy("file");
        Path directory = copy.resolve(TOPIC + "-0");
        deleteAll(directory);
        Files.writeString(directory, "no directory");
        assertThat(rowsAreExpected(copy).fallbacks()).hasSize(1);
    }

    @Test
    void goesToTheBrokerWhenNoDirectoryIsHere() throws IOException {
        ScanCounters counters = rowsAreExpected(copies.resolve("nowhere"));
        assertThat(counters.fallbacks()).isEqualTo(Map.of(FallbackReason.NOT_ON_THIS_MACHINE, 1L));
    }

    @Test
    void goesToTheBrokerWhenTheDirectoryIsAnotherClusters() throws IOException {
        Path copy = copy("cluster");
        replace(
                copy.resolve("meta.properties"),
                cluster.clusterId(),
                Uuid.randomUuid().toString());
        assertThat(rowsAreExpected(copy).fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_CLUSTER, 1L));
    }

    @Test
    void goesToTheBrokerWhenTheDirectoryIsAnotherBrokers() throws IOException {
        Path copy = copy("node");
        replace(copy.resolve("meta.properties"), "node.id=0", "node.id=17");
        assertThat(rowsAreExpected(copy).fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_NODE, 1L));
    }

    @Test
    void goesToTheBrokerWhenTheDirectoryIsOfATopicThatWasDeleted() throws IOException {
        Path copy = copy("topic");
        replace(
                copy.resolve(TOPIC + "-0").resolve("partition.metadata"),
                topicId,
                Uuid.randomUuid().toString());
        assertThat(rowsAreExpected(copy).fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_TOPIC, 1L));
    }

    @Test
    void goesToTheBrokerWhenTheDirectoryDoesNotSayWhichTopicItIsOf() throws IOException {
        Path copy = copy("nameless");
        Files.delete(copy.resolve(TOPIC + "-0").resolve("partition.metadata"));
        assertThat(rowsAreExpected(copy).fallbacks()).isEqualTo(Map.of(FallbackReason.NO_TOPIC_ID, 1L));
    }

    @Test
    void goesToTheBrokerWhenTheClusterDoesNotSayWhereReplicasAre() throws IOException {
        Scans scans = Scans.of(cluster, TOPIC, topicId);
        ScanTask task = new ScanTask(0, new OffsetRange(0, RECORDS), List.of());
        ScannedRows rows = ScannedRows.read(scans.spec(), task);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.NO_REPLICA_PLACES, 1L));
    }

    @Test
    void saysWhatWasExpectedAndFoundWhereLocalReadsAreRequired() throws IOException {
        Path copy = copy("required");
        replace(copy.resolve("meta.properties"), "node.id=0", "node.id=17");
        assertThatThrownBy(() -> read(scans(copy).withLocality(ReadLocality.REQUIRED)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read.locality=required")
                .hasMessageContaining("broker 0 (localhost, " + cluster.logDir(0))
                .hasMessageContaining(copy.toString())
                .hasMessageContaining("17");
    }

    @Test
    void failsOnCorruptFilesWhereLocalReadsAreRequired() throws IOException {
        Path copy = copy("required-corrupt");
        Path segment = segments(copy).get(2);
        flipBit(segment, Files.size(segment) / 2);
        assertThatThrownBy(() -> read(scans(copy).withLocality(ReadLocality.REQUIRED)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read.locality=required")
                .hasMessageContaining(segment.getFileName().toString());
    }

    @Test
    void tellsOfTheCorruptFileWhenTheBrokerCannotBeReachedEither() throws IOException {
        Path copy = copy("both");
        Path segment = segments(copy).get(2);
        flipBit(segment, Files.size(segment) / 2);
        Scans scans = scans(copy).withKafka(Map.of("bootstrap.servers", "127.0.0.1:1"), 500);
        assertThatThrownBy(() -> read(scans))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("Given up before")
                .hasMessageContaining(segment.getFileName().toString());
    }

    private ScanCounters rowsAreExpected(Path logDir) throws IOException {
        ScannedRows rows = read(scans(logDir));
        assertThat(rows.rows()).isEqualTo(expected);
        return rows.counters();
    }

    private ScannedRows read(Scans scans) throws IOException {
        return ScannedRows.read(scans.spec(), task());
    }

    private ScanTask task() {
        // As a broker on another machine names it; log.dirs says where it is here.
        ReplicaLocation replica = new ReplicaLocation(0, "localhost", cluster.logDir(0) + "-elsewhere");
        return new ScanTask(0, new OffsetRange(0, RECORDS), List.of(replica));
    }

    private Scans scans(Path logDir) {
        return Scans.of(cluster, TOPIC, topicId)
                .withLogDirs(new LogDirMapping(cluster.logDir(0) + "-elsewhere", logDir.toString()));
    }

    private Path copy(String name) throws IOException {
        return CopiedLogDir.copy(cluster, 0, TOPIC, copies.resolve(name));
    }

    private static List<Path> segments(Path logDir) throws IOException {
        try (Stream<Path> files = Files.list(logDir.resolve(TOPIC + "-0"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        }
    }

    private static void flipBit(Path file, long position) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(position);
            int value = bytes.read();
            bytes.seek(position);
            bytes.write(value ^ 0x10);
        }
    }

    private static void truncate(Path file, long length) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.setLength(length);
        }
    }

    private static void replace(Path file, String before, String after) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(before);
        Files.writeString(file, text.replace(before, after));
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    private static void add(PartitionScan scan, List<String> rows) {
        ScannedRows.rows(scan.current()).forEachRemaining((InternalRow row) -> rows.add(ScannedRows.text(row)));
    }
}
