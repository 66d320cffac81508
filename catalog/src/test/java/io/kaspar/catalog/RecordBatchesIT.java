package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code $batches} beside what Kafka's own reader of segment files finds in them. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecordBatchesIT {
    private static final String TOPIC = "batched";
    private static final long START_MS = 1_767_225_600_000L;
    private static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");
    private static final String COLUMNS =
            "partition, base_offset, last_offset, records, size_bytes, codec, timestamp_type,"
                    + " unix_millis(first_timestamp), unix_millis(max_timestamp), leader_epoch, producer_id, producer_epoch, base_sequence,"
                    + " is_transactional, is_control";

    private final SqlFixture fixture;
    private TestCluster cluster;
    private KafkaProducer<byte[], byte[]> open;

    RecordBatchesIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** A partition for each codec; then one with transactions, the last of which is open; and one with nothing. */
    @BeforeAll
    void fill() throws IOException {
        cluster = TestCluster.start(TestClusterOptions.defaults());
        cluster.createTopic(TOPIC, CODECS.size() + 2);
        for (int partition = 0; partition < CODECS.size(); partition++) {
            cluster.producer()
                    .send(
                            records(partition, 500),
                            Map.of(
                                    "compression.type",
                                    CODECS.get(partition),
                                    "batch.size",
                                    2_000,
                                    "enable.idempotence",
                                    partition > 1));
        }
        int ofTransactions = CODECS.size();
        cluster.producer().sendCommitted("batches-a", records(ofTransactions, 20));
        cluster.producer().sendAborted("batches-b", records(ofTransactions, 30));
        open = cluster.producer().openTransactional("batches-c", Map.of());
        open.beginTransaction();
        TestProducer.sendAll(open, records(ofTransactions, 5));
        fixture.catalog("batching", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        open.abortTransaction();
        open.close();
        cluster.close();
    }

    private static List<ProducerRecord<byte[], byte[]>> records(int partition, int count) {
        Random random = new Random(partition);
        return IntStream.range(0, count)
                .mapToObj(number -> {
                    byte[] value = new byte[random.nextInt(100)];
                    random.nextBytes(value);
                    return new ProducerRecord<byte[], byte[]>(
                            TOPIC, partition, START_MS + random.nextInt(1_000_000), null, value);
                })
                .toList();
    }

    /** As rows of {@link #COLUMNS}, by Kafka's own reader. */
    private List<String> inFiles() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int partition = 0; partition < CODECS.size() + 2; partition++) {
            Path directory = cluster.partitionDirectory(cluster.nodeIds().get(0), TOPIC, partition);
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".log"))
                        .sorted()
                        .toList()) {
                    try (FileRecords records = FileRecords.open(file.toFile(), false)) {
                        for (RecordBatch batch : records.batches()) {
                            rows.add(row(partition, batch));
                        }
                    }
                }
            }
        }
        return rows;
    }

    private static String row(int partition, RecordBatch batch) {
        boolean hasProducer = batch.hasProducerId();
        return Stream.of(
                        partition,
                        batch.baseOffset(),
                        batch.lastOffset(),
                        batch.countOrNull(),
                        batch.sizeInBytes(),
                        batch.compressionType().name().toLowerCase(Locale.ROOT),
                        batch.timestampType() == TimestampType.CREATE_TIME ? "CreateTime" : "LogAppendTime",
                        batch.iterator().next().timestamp(),
                        batch.maxTimestamp(),
                        batch.partitionLeaderEpoch(),
                        hasProducer ? batch.producerId() : "null",
                        hasProducer ? batch.producerEpoch() : "null",
                        hasProducer && batch.baseSequence() >= 0 ? batch.baseSequence() : "null",
                        batch.isTransactional(),
                        batch.isControlBatch())
                .map(String::valueOf)
                .reduce((left, right) -> left + "|" + right)
                .orElseThrow();
    }

    private List<String> rows(String select) {
        return fixture.rows(select);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'read.locality' = 'required'", "'read.locality' = 'off'", "'check-crcs' = 'false'"})
    void saysWhatKafkasReaderSays(String options) throws IOException {
        List<String> expected = inFiles();

        assertThat(expected).hasSizeGreaterThan(50).anyMatch(row -> row.endsWith("true|true"));
        assertThat(rows("SELECT " + COLUMNS + " FROM batching.`batched$batches` WITH (" + options + ")"
                        + " ORDER BY partition, base_offset"))
                .isEqualTo(expected);
    }

    @Test
    void countsAndSumsBehindADot() throws IOException {
        List<String> sizes = new ArrayList<>();
        for (int partition = 0; partition < CODECS.size(); partition++) {
            Path file = cluster.partitionDirectory(cluster.nodeIds().get(0), TOPIC, partition)
                    .resolve("00000000000000000000.log");
            try (FileRecords records = FileRecords.open(file.toFile(), false)) {
                sizes.add(CODECS.get(partition) + "|500|" + records.sizeInBytes());
            }
        }

        assertThat(rows("SELECT codec, sum(records), sum(size_bytes) FROM batching.batched.batches WHERE partition < 5"
                        + " GROUP BY codec"))
                .containsExactlyInAnyOrderElementsOf(sizes);
    }

    @Test
    void readsThePartitionsThatAreAskedFor() {
        Dataset<Row> two =
                fixture.sql("SELECT * FROM batching.`batched$batches` WHERE partition IN (1, 3) AND records > 0");

        assertThat(two.queryExecution().optimizedPlan().toString())
                .contains("records")
                .doesNotContain(" IN ");
        assertThat(rows("EXPLAIN SELECT * FROM batching.`batched$batches` WHERE partition IN (1, 3)")
                        .toString())
                .contains("reads 2 of 7 partitions", "record batches");
        assertThat(
                        rows("EXPLAIN SELECT * FROM batching.`batched$batches` WITH ('pushdown' = 'off') WHERE partition IN (1, 3)")
                                .toString())
                .contains("reads 6 of 7 partitions");
        assertThat(rows("EXPLAIN SELECT * FROM batching.`batched$batches` WHERE (partition = 1 AND records > 3)"
                                + " OR (partition = 3 AND codec = 'lz4')")
                        .toString())
                .contains("reads 2 of 7 partitions", "reads less by");
        assertThat(two.select("partition").distinct().collectAsList())
                .extracting(row -> row.getInt(0))
                .containsExactlyInAnyOrder(1, 3);
    }

    /** What an open transaction and markers are in is there, and no more of the topic's end than its high watermark. */
    @Test
    void hasWhatCommittedReadersDoNotSee() {
        assertThat(rows(
                        "SELECT count(*), count_if(is_control), sum(if(is_control, 0, records)) FROM batching.`batched$batches`"
                                + " WHERE partition = 5"))
                .containsExactly("5|2|55");
        assertThat(rows("SELECT count(*) FROM batching.batched WHERE _partition = 5"))
                .containsExactly("20");
    }

    @Test
    void describesItsColumnsAndIsReadOnly() {
        assertThat(rows("DESCRIBE batching.`batched$batches`"))
                .contains("codec|string|none, gzip, snappy, lz4 or zstd");
        assertThatThrownBy(
                        () -> rows("INSERT INTO batching.`batched$batches` SELECT * FROM batching.`batched$batches`"))
                .hasMessageContaining("does not support append");
        assertThatThrownBy(() -> rows("SELECT * FROM batching.`batched$batche`"))
                .hasMessageContaining("batched$batches");
    }

    /** A topic's own {@code max.scan.bytes} and places to begin hold for it, too. */
    @Test
    void takesTheOptionsOfReads() {
        assertThat(rows("SELECT min(last_offset) >= 400, min(base_offset) <= 400 FROM batching.`batched$batches`"
                        + " WITH ('startingOffsets' = '{\"batched\":{\"0\":400,\"1\":-1,\"2\":-1,\"3\":-1,\"4\":-1,\"5\":-1,\"6\":-1}}')"
                        + " WHERE partition = 0"))
                .containsExactly("true|true");
        assertThatThrownBy(() -> rows("SELECT * FROM batching.`batched$batches` WITH ('max.scan.bytes' = '1k')"))
                .hasMessageContaining("max.scan.bytes allows 1.0 KiB");
    }

    @Test
    void aDamagedBatchIsAnError() throws IOException {
        cluster.createTopic("batchedbad", 1);
        cluster.producer().send(List.of(TestProducer.text("batchedbad", 0, "k", "v")));
        Path file = cluster.partitionDirectory(cluster.nodeIds().get(0), "batchedbad", 0)
                .resolve("00000000000000000000.log");
        byte[] bytes = Files.readAllBytes(file);
        bytes[22] ^= 3; // the codec, among the attributes
        Files.write(file, bytes);

        assertThatThrownBy(
                        () -> rows("SELECT * FROM batching.`batchedbad$batches` WITH ('read.locality' = 'required')"))
                .rootCause()
                .hasMessageContaining("CRC-32C");
    }
}
