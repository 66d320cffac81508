package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * A leader that copied several transactions at once when it followed. Its index says of the first that everything up to the last
 * was decided, which is not true at that place of the index, and at which brokers stop looking for aborted ones.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FollowersIndexIT {
    private static final String TOPIC = "followed";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int FIRST_LEADER = 0;
    private static final int FOLLOWER = 1;
    private static final int FEW = 10;
    private static final int MANY = 50;
    /** Within the second transaction, which is aborted. */
    private static final long WITHIN = FEW + 1 + MANY / 2;

    private static final int LAST_STABLE_OFFSET_POSITION = 26;

    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withBrokers(2));
    private String topicId = "";
    private long endOffset;
    private List<String> expected = List.of();

    @BeforeAll
    void copyAllAtOnce() throws Exception {
        NewTopic topic =
                new NewTopic(TOPIC, Map.of(0, List.of(FIRST_LEADER))).configs(Map.of("index.interval.bytes", "0"));
        topicId = cluster.admin()
                .createTopics(List.of(topic))
                .topicId(TOPIC)
                .get()
                .toString();
        try (KafkaProducer<byte[], byte[]> producer = cluster.producer().openTransactional("one", Map.of())) {
            for (int count : List.of(FEW, MANY)) {
                producer.beginTransaction();
                for (ProducerRecord<byte[], byte[]> record : records("aborted", count)) {
                    TestProducer.sendAll(producer, List.of(record)); // each a batch of its own
                }
                producer.abortTransaction();
            }
        }
        cluster.producer().sendCommitted("two", records("committed", FEW));
        cluster.consumer().awaitDecided(PARTITION);
        endOffset = cluster.consumer().endOffset(PARTITION, IsolationLevel.READ_COMMITTED);
        expected = ScannedRows.texts(cluster.consumer().readAll(PARTITION, IsolationLevel.READ_COMMITTED));
        cluster.admin()
                .alterPartitionReassignments(
                        Map.of(PARTITION, Optional.of(new NewPartitionReassignment(List.of(FOLLOWER)))))
                .all()
                .get();
        Waiting.until(
                "the follower to lead",
                () -> cluster.partition(TOPIC, 0).leader() != null
                        && cluster.partition(TOPIC, 0).leader().id() == FOLLOWER);
        assertThat(firstLastStableOffset()).isGreaterThan(WITHIN);
    }

    private long firstLastStableOffset() throws IOException {
        try (Stream<Path> files = Files.list(cluster.partitionDirectory(FOLLOWER, TOPIC, 0))) {
            Path index = files.filter(file -> file.toString().endsWith(".txnindex"))
                    .findFirst()
                    .orElseThrow();
            return ByteBuffer.wrap(Files.readAllBytes(index)).getLong(LAST_STABLE_OFFSET_POSITION);
        }
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void findsAllAbortedTransactionsInItsFiles() throws IOException {
        Scans files = scans().withLocality(ReadLocality.REQUIRED);
        assertThat(ScannedRows.read(files.spec(), task(WITHIN)).rows()).isEmpty();
        assertThat(ScannedRows.read(files.spec(), task(endOffset)).rows())
                .isEqualTo(expected)
                .hasSize(FEW);
    }

    @Test
    void believesTheMarkersWhenABrokerListsTooFew() throws IOException {
        for (Scans scans : List.of(network(), network().withColumns(List.of()))) {
            assertThat(count(scans, task(WITHIN))).isZero();
            assertThat(count(scans, task(endOffset))).isEqualTo(FEW);
        }
        assertThat(ScannedRows.read(network().spec(), task(endOffset)).rows()).isEqualTo(expected);
    }

    @Test
    void failsOnlyWhenRowsWereGivenBeforeTheMarkerCame() throws IOException {
        Scans fewRows = network().withMaxRows(FEW);
        assertThatThrownBy(() -> ScannedRows.read(fewRows.spec(), task(endOffset)))
                .isInstanceOf(TransactionMismatchException.class)
                .hasMessageContaining("local[*,4]");

        ScannedRows nextAttempt =
                ScannedRows.read(fewRows.spec(), task(endOffset).afterFailures());
        assertThat(nextAttempt.rows()).isEqualTo(expected);
        assertThat(nextAttempt.counters().networkRecords()).isEqualTo(FEW);
        assertThat(ScannedRows.read(fewRows.spec(), task(WITHIN).afterFailures())
                        .rows())
                .isEmpty();
    }

    private static long count(Scans scans, ScanTask task) throws IOException {
        long count = 0;
        try (PartitionScan scan = PartitionScan.open(scans.spec(), task)) {
            while (scan.next()) {
                count += scan.current().rowCount();
            }
            assertThat(scan.counters().networkRecords()).isEqualTo(count);
        }
        return count;
    }

    /** So that a response ends within the transaction; a broker sends a whole batch at least. */
    private Scans network() {
        return scans().withLocality(ReadLocality.OFF)
                .withKafka(
                        Map.of("bootstrap.servers", cluster.bootstrapServers(), "max.partition.fetch.bytes", "1"),
                        30_000);
    }

    private Scans scans() {
        return Scans.of(cluster.bootstrapServers(), cluster.clusterId(), cluster.logDir(FOLLOWER), TOPIC, topicId);
    }

    private ScanTask task(long end) {
        return new ScanTask(
                0,
                new OffsetRange(0, end),
                List.of(new ReplicaLocation(
                        FOLLOWER, "localhost", cluster.logDir(FOLLOWER).toString())));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String value, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestProducer.text(TOPIC, 0, null, value + " " + i))
                .toList();
    }
}
