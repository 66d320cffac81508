package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.PayloadSchemas;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanColumn;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema;
import io.kaspar.schema.resolve.TopicSchema;
import io.kaspar.testing.kafka.CopiedLogDir;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Files that do not know what became of a transaction: a replica that is behind, or one whose transaction index is broken. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BehindReplicaIT {
    private static final String TOPIC = "undecided";
    private static final int RECORDS = 300;
    /** In an entry of a transaction index; first and last offset follow it. */
    private static final int PRODUCER_ID_POSITION = 2;

    private final TestCluster cluster = TestCluster.start();
    private String topicId = "";
    private long copiedEnd;
    private long endOffset;
    private List<String> expected = List.of();

    @TempDir
    static Path copies = Path.of("");

    /** Committed records, then ones that are aborted after the first copy was made, then committed ones again. */
    @BeforeAll
    void write() throws IOException {
        topicId = cluster.createTopic(TOPIC, 1, 1, Map.of()).toString();
        cluster.producer().sendCommitted("first", records("committed"));
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().openTransactional("second", Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records("aborted"));
            copiedEnd = cluster.consumer().endOffset(new TopicPartition(TOPIC, 0), IsolationLevel.READ_UNCOMMITTED);
            copy("behind");
            producer.abortTransaction();
        }
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().openTransactional("third", Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records("committed later"));
            copy("behind a commit");
            producer.commitTransaction();
        }
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        cluster.consumer().awaitDecided(partition);
        endOffset = cluster.consumer().endOffset(partition, IsolationLevel.READ_COMMITTED);
        expected = ScannedRows.texts(cluster.consumer().readAll(partition, IsolationLevel.READ_COMMITTED));
        copy("whole");
        try (RandomAccessFile bytes =
                new RandomAccessFile(transactionIndex(copy("broken")).toFile(), "rw")) {
            int lowestByte = PRODUCER_ID_POSITION + 7;
            bytes.seek(lowestByte);
            int value = bytes.read();
            bytes.seek(lowestByte);
            bytes.write(value ^ 0x20);
        }
    }

    private static Path transactionIndex(Path copy) throws IOException {
        try (Stream<Path> files = Files.list(copy.resolve(TOPIC + "-0"))) {
            return files.filter(file -> file.toString().endsWith(".txnindex"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsAWholeCopy() throws IOException {
        ScannedRows rows = read("whole", endOffset);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void endsARangeWithinATransactionThatWasCommitted() throws IOException {
        ScannedRows rows = read("whole", RECORDS / 2);
        assertThat(rows.rows()).isEqualTo(expected.subList(0, RECORDS / 2));
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void endsARangeWithinATransactionThatWasAborted() throws IOException {
        ScannedRows rows = read("whole", RECORDS + RECORDS / 2);
        assertThat(rows.rows()).isEqualTo(expected.subList(0, RECORDS));
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void noticesATransactionIndexThatTakesCommittedRecordsForAborted() throws IOException {
        long committedFrom = endOffset - 1 - RECORDS;
        long amongThem = committedFrom + RECORDS / 2;
        Path index = transactionIndex(copy("lying"));
        ByteBuffer entry = ByteBuffer.wrap(Files.readAllBytes(index));
        long producerId = entry.getLong(PRODUCER_ID_POSITION);
        entry.putLong(PRODUCER_ID_POSITION, producerId + 1); // brokers give ids in order
        entry.putLong(PRODUCER_ID_POSITION + 8, committedFrom);
        entry.putLong(PRODUCER_ID_POSITION + 16, amongThem);
        Files.write(index, entry.array());
        ScanTask task = new ScanTask(
                0, new OffsetRange(committedFrom, endOffset), task(endOffset).replicas());
        assertThatThrownBy(() -> ScannedRows.read(
                        scans("lying").withLocality(ReadLocality.REQUIRED).spec(), task))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("was not aborted at offset " + amongThem);
        ScannedRows rows = ScannedRows.read(scans("lying").spec(), task);
        assertThat(rows.rows()).isEqualTo(expected.subList(RECORDS, 2 * RECORDS));
        assertThat(rows.counters().localRecords()).isZero();
    }

    @Test
    void doesNotTakeRecordsForCommittedWhoseMarkerIsMissing() {
        for (long end : List.of(copiedEnd, copiedEnd - 10, endOffset)) {
            assertThatThrownBy(() -> ScannedRows.read(inBlocks("behind").spec(), task(end)))
                    .isInstanceOf(TransactionMismatchException.class)
                    .hasMessageContaining("read.locality=off");
        }
    }

    @Test
    void readsElsewhereWhatNoRowWasGivenOf() throws IOException {
        for (long end : List.of(copiedEnd, copiedEnd - 10, endOffset)) {
            ScannedRows rows = read("behind", end);
            assertThat(rows.rows()).isEqualTo(end == endOffset ? expected : expected.subList(0, RECORDS));
        }
        assertThat(read("behind", copiedEnd).counters().fallbacks())
                .isEqualTo(Map.of(FallbackReason.OTHER_TRANSACTIONS, 1L));
    }

    /** All records are looked at before the first row is given, so no wrong one is. */
    @Test
    void theLastRecordOfAKeyIsNoneThatWasAborted() throws IOException {
        List<ConsumerRecord<byte[], byte[]>> records =
                cluster.consumer().readAll(new TopicPartition(TOPIC, 0), IsolationLevel.READ_COMMITTED);
        for (long end : List.of(copiedEnd, copiedEnd - 10, endOffset)) {
            // from the middle of the first transaction on, some keys are those of aborted records only
            OffsetRange range = new OffsetRange(RECORDS / 2, end);
            ScannedRows rows = ScannedRows.read(
                    LatestOracle.latest(inBlocks("behind").spec()),
                    new ScanTask(0, range, task(end).replicas()));
            assertThat(rows.rows())
                    .isNotEmpty()
                    .isEqualTo(ScannedRows.texts(LatestOracle.folded(records.stream()
                            .filter(record -> record.offset() >= range.startOffset() && record.offset() < end)
                            .toList())));
            assertThat(rows.counters().fallbacks()).isNotEmpty();
        }
    }

    /** Of a third of a transaction each. */
    private Scans inBlocks(String copy) {
        return scans(copy).withMaxRows(RECORDS / 3);
    }

    @Test
    void asksTheBrokerWhatBecameOfRecordsWhoseMarkerIsMissing() throws IOException {
        long withinTheLast = endOffset - 10;
        ScannedRows rows = read("behind a commit", withinTheLast);
        assertThat(rows.rows()).isEqualTo(expected.subList(0, expected.size() - 9));
        assertThat(rows.counters().networkRecords()).isZero();
        assertThatThrownBy(() -> ScannedRows.read(
                        scans("behind a commit")
                                .withLocality(ReadLocality.REQUIRED)
                                .spec(),
                        task(withinTheLast)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("behind its leader");
    }

    @Test
    void asksTheBrokerWhenWhatLiesBehindTheRangeIsHalfWritten() throws IOException {
        Path copy = copy("half-written");
        Path segment = copy.resolve(TOPIC + "-0").resolve("00000000000000000000.log");
        try (RandomAccessFile bytes = new RandomAccessFile(segment.toFile(), "rw")) {
            // within the last batch, which is the marker of the last transaction
            bytes.setLength(bytes.length() - 20);
        }
        ScannedRows rows = read("half-written", endOffset - 10);
        assertThat(rows.rows()).isEqualTo(expected.subList(0, expected.size() - 9));
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void countsNoneOfThemEither() {
        Scans scans = scans("behind").withLocality(ReadLocality.REQUIRED).withColumns(List.of());
        assertThatThrownBy(() -> {
                    try (PartitionScan scan = PartitionScan.open(scans.spec(), task(copiedEnd))) {
                        while (scan.next()) {
                            assertThat(scan.current().rowCount()).isPositive();
                        }
                    }
                })
                .isInstanceOf(TransactionMismatchException.class);
    }

    /** All of them are malformed and dropped, so that nothing is handed over before the mismatch. */
    @Test
    void countsMalformedRecordsOnceThatAreReadTwice() throws IOException {
        ScanSpec spec = inBlocks("behind")
                .withColumns(List.of(new ScanColumn.WholeValue(DataTypes.BooleanType)))
                .spec();
        PayloadSchema bool = new PayloadSchema.Raw(RawFormat.BOOLEAN);
        ReadSettings read = spec.read();
        ScanSpec dropping = new ScanSpec(
                spec.topic(),
                spec.output(),
                new ReadSettings(
                        read.isolation(),
                        read.locality(),
                        read.logDirs(),
                        read.checkCrcs(),
                        MalformedMode.DROPMALFORMED,
                        read.maxRows(),
                        read.networkTimeoutMs(),
                        read.failOnDataLoss()),
                spec.brokers(),
                new PayloadSchemas(new TopicSchema(bool, bool), null));
        ScannedRows rows = ScannedRows.read(dropping, task(copiedEnd));
        assertThat(rows.rows()).isEmpty();
        assertThat(rows.counters().fallbacks()).hasSize(1);
        assertThat(rows.counters().malformedRecords()).isEqualTo(RECORDS);
        assertThat(rows.counters().networkRecords()).isEqualTo(RECORDS);
        assertThat(rows.counters().localRecords()).isZero();
    }

    @Test
    void asksTheBrokerForAllOfItWhenEarlierAttemptsFailed() throws IOException {
        ScanTask first = task(endOffset);
        ScannedRows rows = ScannedRows.read(scans("behind").spec(), first.afterFailures());
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().localRecords()).isZero();
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.FAILED_BEFORE, 1L));
    }

    @Test
    void makesSureOfWhatWasGivenWhenNoMoreIsWanted() throws IOException {
        Scans scans = scans("behind").withMaxRows(RECORDS);
        try (PartitionScan scan = PartitionScan.open(scans.spec(), task(endOffset))) {
            assertThat(scan.next()).as("a block of committed records").isTrue();
            scan.requireCommitted();
            assertThat(scan.next()).as("a block of aborted ones").isTrue();
            assertThatThrownBy(scan::requireCommitted)
                    .isInstanceOf(TransactionMismatchException.class)
                    .hasMessageContaining("was aborted");
        }
    }

    @Test
    void readsWhatIsDecidedFromAReplicaThatIsBehind() throws IOException {
        ScannedRows rows = read("behind", RECORDS);
        assertThat(rows.rows()).isEqualTo(expected.subList(0, RECORDS));
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void noticesABrokenTransactionIndex() throws IOException {
        assertThatThrownBy(() -> ScannedRows.read(inBlocks("broken").spec(), task(endOffset)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining(".txnindex")
                .hasMessageContaining(TOPIC + "-0");
        ScannedRows rows = read("broken", endOffset);
        assertThat(rows.rows()).isEqualTo(expected);
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_TRANSACTIONS, 1L));
    }

    private ScannedRows read(String copy, long end) throws IOException {
        return ScannedRows.read(scans(copy).spec(), task(end));
    }

    private Scans scans(String copy) {
        return Scans.of(cluster, TOPIC, topicId)
                .withLogDirs(
                        new LogDirMapping("/elsewhere", copies.resolve(copy).toString()));
    }

    private static ScanTask task(long end) {
        return new ScanTask(0, new OffsetRange(0, end), List.of(new ReplicaLocation(0, "localhost", "/elsewhere")));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String value) {
        return IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(TOPIC, 0, "k" + i, value + " " + i))
                .toList();
    }

    private Path copy(String name) throws IOException {
        return CopiedLogDir.copy(cluster, 0, TOPIC, copies.resolve(name));
    }
}
