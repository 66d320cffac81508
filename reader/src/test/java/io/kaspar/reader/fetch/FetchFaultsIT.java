package io.kaspar.reader.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.schema.cancel.Cancellation;
import io.kaspar.testing.kafka.RequestCounts;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.management.JMException;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** What brokers, and the way to them, do to a fetch: three real brokers, and real faults. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class FetchFaultsIT {
    private static final int RECORDS = 2000;
    /** Small enough that a range takes many requests. */
    private static final Map<String, String> SMALL_FETCHES = Map.of("max.partition.fetch.bytes", "1000");

    private final TestCluster cluster = TestCluster.start(TestClusterOptions.defaults()
            .withBrokers(3)
            .withProperty("auto.create.topics.enable", "true")
            .withProperty("unclean.leader.election.enable", "false"));

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void doesNotWaitForRecordsAfterTheEnd() throws IOException {
        Uuid topicId = topic("end", 1);
        Map<String, String> patient = Map.of("fetch.max.wait.ms", "100000");
        assertThat(read(spec("end", topicId, 0, RECORDS, patient, 200_000))).hasSize(RECORDS);
    }

    @Test
    void followsTheLeader() throws Exception {
        Uuid topicId = topic("moving", 3);
        FetchSpec spec = spec("moving", topicId, 0, RECORDS, SMALL_FETCHES, 60_000);
        try (IsolationFilter filter = new IsolationFilter(Isolation.READ_COMMITTED);
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(source.next()).isTrue();
            moveLeader("moving");
            assertThat(Batches.offsets(source, filter))
                    .hasSizeGreaterThan(RECORDS / 2)
                    .endsWith(RECORDS - 1L);
        }
    }

    @Test
    void asksForTheLeaderOnceForScansInARow() throws Exception {
        Uuid topicId = topic("in-a-row", 1);
        FetchSpec spec = spec("in-a-row", topicId, 0, RECORDS);
        readCounted(spec);
        long before = count("Metadata");
        readCounted(spec);

        assertThat(count("Metadata")).isEqualTo(before);
    }

    /** Brokers count a request after they have answered it, and what led to it was answered before. */
    private void readCounted(FetchSpec spec) throws Exception {
        long before = count("FetchConsumer");
        read(spec);
        Waiting.until("the fetch requests to be counted", () -> count("FetchConsumer") > before);
    }

    private static long count(String request) throws JMException {
        return RequestCounts.of(Set.of(request)).getOrDefault(request, 0L);
    }

    @Test
    void findsTheLeaderThatMovedSinceTheLastScan() throws Exception {
        Uuid topicId = topic("moved", 3);
        FetchSpec spec = spec("moved", topicId, 0, RECORDS);
        read(spec);
        moveLeader("moved");

        assertThat(read(spec)).hasSize(RECORDS);
    }

    private void moveLeader(String topic) throws Exception {
        TopicPartition partition = new TopicPartition(topic, 0);
        int leader = cluster.partition(topic, 0).leader().id();
        List<Integer> order = List.of((leader + 1) % 3, (leader + 2) % 3, leader);
        cluster.admin()
                .alterPartitionReassignments(Map.of(partition, Optional.of(new NewPartitionReassignment(order))))
                .all()
                .get();
        cluster.admin()
                .electLeaders(ElectionType.PREFERRED, Set.of(partition))
                .all()
                .get();
    }

    @Test
    void saysThatRecordsWereDeleted() throws Exception {
        Uuid topicId = topic("shrinking", 1);
        cluster.admin()
                .deleteRecords(Map.of(new TopicPartition("shrinking", 0), RecordsToDelete.beforeOffset(500)))
                .all()
                .get();
        assertThatThrownBy(() -> read(spec("shrinking", topicId, 100, RECORDS)))
                .isInstanceOfSatisfying(RecordsLostException.class, lost -> {
                    assertThat(lost.loss()).isEqualTo(DataLoss.RETENTION);
                    assertThat(lost.nextOffset()).isEqualTo(500);
                })
                .hasMessageContaining("shrinking-0")
                .hasMessageContaining("retention");
        assertThat(read(spec("shrinking", topicId, 500, RECORDS))).hasSize(RECORDS - 500);
    }

    @Test
    void saysThatTheLogEndsEarlier() {
        Uuid topicId = topic("short", 1);
        assertThatThrownBy(() -> read(spec("short", topicId, RECORDS + 10, RECORDS + 20)))
                .isInstanceOf(RecordsLostException.class)
                .hasMessageContaining("ends at offset " + RECORDS);
    }

    @Test
    void saysThatTheTopicWasDeletedAndCreatesNone() throws Exception {
        Uuid topicId = topic("deleted", 1);
        cluster.admin().deleteTopics(List.of("deleted")).all().get();
        assertThatThrownBy(() -> read(spec("deleted", topicId, 0, RECORDS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("deleted-0")
                .hasMessageContaining("does not exist any more");
        assertThat(cluster.admin().listTopics().names().get()).doesNotContain("deleted");
    }

    @Test
    void saysThatTheTopicWasCreatedAgain() throws Exception {
        Uuid topicId = topic("again", 1);
        cluster.admin().deleteTopics(List.of("again")).all().get();
        Uuid newId = topic("again", 1);
        assertThatThrownBy(() -> read(spec("again", topicId, 0, RECORDS)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("created again")
                .hasMessageContaining(topicId.toString())
                .hasMessageContaining(newId.toString());
    }

    @Test
    void noticesDuringTheScanThatTheTopicWasCreatedAgain() throws Exception {
        Uuid topicId = topic("swapped", 1);
        FetchSpec spec = spec("swapped", topicId, 0, RECORDS, SMALL_FETCHES, 60_000);
        try (IsolationFilter filter = new IsolationFilter(Isolation.READ_COMMITTED);
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            assertThat(source.next()).isTrue();
            cluster.admin().deleteTopics(List.of("swapped")).all().get();
            topic("swapped", 1);
            assertThatThrownBy(() -> Batches.offsets(source, filter))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("created again");
        }
    }

    @Test
    void triesEveryBootstrapServer() throws IOException {
        Uuid topicId = topic("many", 1);
        Map<String, String> settings =
                Map.of("bootstrap.servers", "127.0.0.1:1,127.0.0.1:2," + cluster.bootstrapServers());
        assertThat(read(spec("many", topicId, 0, RECORDS, settings, 60_000))).hasSize(RECORDS);
    }

    @Test
    void namesTheBrokersThatDidNotAnswer() {
        Map<String, String> settings = Map.of("bootstrap.servers", "127.0.0.1:1,127.0.0.1:2");
        assertThatThrownBy(() -> read(spec("any", Uuid.randomUuid(), 0, 10, settings, 500)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("any-0")
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("127.0.0.1:2")
                .hasMessageContaining("500 ms")
                .hasMessageContaining("network-timeout");
    }

    @Test
    void endsAWaitAndItsConnectionWhenItsThreadIsInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Map<String, String> settings = Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
            FetchSpec spec = spec("any", Uuid.randomUuid(), 0, 10, settings, 100_000);
            CompletableFuture<Exception> thrown = new CompletableFuture<>();
            Thread reader = new Thread(() -> thrown.complete(failureOf(spec)));
            reader.start();
            try (Socket accepted = silent.accept()) {
                // The connection works, and the request that is not answered is on its way.
                assertThat(accepted.getInputStream().read()).isNotNegative();
                reader.interrupt();
                assertThat(thrown.get(60, TimeUnit.SECONDS)).isInstanceOf(InterruptedIOException.class);
                assertThat(accepted.getInputStream().readAllBytes()).isNotEmpty();
            }
        }
    }

    private static Exception failureOf(FetchSpec spec) {
        try {
            read(spec);
            return new IllegalStateException("nothing was thrown");
        } catch (IOException e) {
            return e;
        }
    }

    @Test
    void saysWhichSettingIsWrong() {
        Map<String, String> settings = Map.of("security.protocol", "CARRIER_PIGEON");
        assertThatThrownBy(() -> read(spec("any", Uuid.randomUuid(), 0, 10, settings, 500)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("security.protocol");
    }

    private Uuid topic(String name, int replication) {
        Uuid topicId = cluster.createTopic(name, 1, replication, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = IntStream.range(0, RECORDS)
                .mapToObj(i -> TestProducer.text(name, 0, null, "value " + i))
                .toList();
        cluster.producer().send(records, Map.of("batch.size", 500));
        return topicId;
    }

    private FetchSpec spec(String topic, Uuid topicId, long startOffset, long endOffset) {
        return spec(topic, topicId, startOffset, endOffset, Map.of(), 60_000);
    }

    private FetchSpec spec(
            String topic, Uuid topicId, long startOffset, long endOffset, Map<String, String> settings, int timeoutMs) {
        Map<String, String> all = new HashMap<>(Map.of("bootstrap.servers", cluster.bootstrapServers()));
        all.putAll(settings);
        return new FetchSpec(
                topic,
                topicId.toString(),
                0,
                new OffsetRange(startOffset, endOffset),
                new LogLineage.OnlyCopy(),
                Isolation.READ_COMMITTED,
                true,
                all,
                timeoutMs,
                Set.of(),
                Cancellation.NEVER,
                new TailWait());
    }

    /** Offsets in the range, each of which has to be there. */
    private static List<Long> read(FetchSpec spec) throws IOException {
        try (IsolationFilter filter = new IsolationFilter(spec.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(spec, filter)) {
            List<Long> offsets = Batches.offsets(source, filter);
            List<Long> inRange = offsets.stream()
                    .filter(offset -> offset >= spec.range().startOffset())
                    .filter(offset -> offset < spec.range().endOffset())
                    .toList();
            assertThat(inRange)
                    .isEqualTo(LongStream.range(
                                    spec.range().startOffset(), spec.range().endOffset())
                            .boxed()
                            .toList());
            return inRange;
        }
    }
}
