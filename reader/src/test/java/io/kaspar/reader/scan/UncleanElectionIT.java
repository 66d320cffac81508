package io.kaspar.reader.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.client.broker.LeaderEpochs;
import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.log.DataLoss;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.testing.kafka.CopiedLogDir;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that lacks committed records becomes the leader, and other records take their offsets: scans planned before and
 * after see one log or the other, or fail, and never a mix.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UncleanElectionIT {
    private static final String TOPIC = "unclean";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int COMMON = 500;
    private static final int BEFORE = 1200;
    private static final int AFTER = 1500;
    private static final int FIRST_LEADER = 0;
    private static final int SECOND_LEADER = 1;

    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withBrokers(2));
    private String topicId = "";
    private LogLineage.Known planned = new LogLineage.Known(0, 0, 0);
    private LogLineage.Known plannedAfter = new LogLineage.Known(0, 0, 0);
    private List<String> before = List.of();
    private List<String> after = List.of();

    @TempDir
    static Path copies = Path.of("");

    @BeforeAll
    void electUncleanly() throws Exception {
        NewTopic topic = new NewTopic(TOPIC, Map.of(0, List.of(FIRST_LEADER, SECOND_LEADER)))
                .configs(Map.of("unclean.leader.election.enable", "false", "min.insync.replicas", "1"));
        topicId = cluster.admin()
                .createTopics(List.of(topic))
                .topicId(TOPIC)
                .get()
                .toString();
        send("common", 0, COMMON, "all"); // a replica counts as in sync before it has copied anything
        Waiting.until("both replicas in sync", () -> partition().isr().size() == 2);
        cluster.stopBroker(SECOND_LEADER);
        Waiting.until("one replica in sync", () -> partition().isr().size() == 1);
        send("before", COMMON, BEFORE, "1");
        planned = lineage();
        before = consumed(BEFORE);
        CopiedLogDir.copy(cluster, FIRST_LEADER, TOPIC, copies.resolve("first"));

        cluster.stopBroker(FIRST_LEADER);
        cluster.startBroker(SECOND_LEADER);
        try (Admin admin = admin()) {
            Waiting.until("an unclean election", () -> {
                admin.electLeaders(ElectionType.UNCLEAN, Set.of(PARTITION))
                        .partitions()
                        .get();
                return leader(admin).equals(OptionalInt.of(SECOND_LEADER));
            });
        }
        send("after", COMMON, AFTER, "1");
        plannedAfter = lineage();
        after = consumed(AFTER);
        CopiedLogDir.copy(cluster, SECOND_LEADER, TOPIC, copies.resolve("second"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void theReplicasDiffer() throws IOException {
        assertThat(beginning(plannedAfter.leaderEpoch()).startOffset()).isEqualTo(COMMON);
        assertThat(beginning(plannedAfter.leaderEpoch()).previousEpoch()).isEqualTo(planned.recordEpoch());
        assertThat(before.subList(0, COMMON)).isEqualTo(after.subList(0, COMMON));
        assertThat(before.get(COMMON)).isNotEqualTo(after.get(COMMON));
        assertThat(planned.recordEpoch()).isLessThan(plannedAfter.recordEpoch());
    }

    @Test
    void readsTheLogThatWasPlannedFromTheOldLeadersDisk() throws IOException {
        ScannedRows rows = read(planned, BEFORE, true, FIRST_LEADER);
        assertThat(rows.rows()).isEqualTo(before);
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void doesNotTrustTheOldLeadersDiskAfterwards() throws IOException {
        ScannedRows rows = read(plannedAfter, AFTER, true, FIRST_LEADER);
        assertThat(rows.rows()).isEqualTo(after);
        assertThat(rows.counters().localRecords()).isZero();
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_LINEAGE, 1L));
    }

    @Test
    void readsWhatWasPlannedAfterwardsFromTheNewLeadersDisk() throws IOException {
        ScannedRows rows = read(plannedAfter, AFTER, true, SECOND_LEADER);
        assertThat(rows.rows()).isEqualTo(after);
        assertThat(rows.counters().networkRecords()).isZero();
    }

    @Test
    void failsWhereRecordsWereReplacedOnTheNewLeadersDisk() {
        assertThatThrownBy(() -> read(planned, BEFORE, true, SECOND_LEADER))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("unclean.leader.election.enable")
                .hasMessageContaining("offset " + COMMON);
    }

    @Test
    void failsWhereRecordsWereReplacedInTheNewLeadersLog() {
        assertThatThrownBy(() -> read(planned, BEFORE, true))
                .isInstanceOfSatisfying(
                        RecordsLostException.class,
                        lost -> assertThat(lost.loss()).isEqualTo(DataLoss.TRUNCATION))
                .hasMessageContaining("unclean.leader.election.enable");
    }

    @Test
    void countsWhatWasReplacedAndEndsThereWhenToldToGoOn() throws IOException {
        for (List<Integer> disks : List.of(List.<Integer>of(), List.of(SECOND_LEADER))) {
            ScannedRows rows = read(
                    planned,
                    BEFORE,
                    false,
                    disks.stream().mapToInt(Integer::intValue).toArray());
            assertThat(rows.rows()).isEqualTo(before.subList(0, COMMON));
            assertThat(rows.counters().lostOffsets()).isEqualTo(Map.of(DataLoss.TRUNCATION, (long) BEFORE - COMMON));
        }
    }

    @Test
    void triesTheReplicaThatHasWhatWasPlannedAfterOneThatHasNot() throws IOException {
        ScannedRows rows = read(planned, BEFORE, true, SECOND_LEADER, FIRST_LEADER);
        assertThat(rows.rows()).isEqualTo(before);
        assertThat(rows.counters().networkRecords()).isZero();
        assertThat(rows.counters().fallbacks()).isEqualTo(Map.of(FallbackReason.OTHER_LINEAGE, 1L));
    }

    private ScannedRows read(LogLineage lineage, long endOffset, boolean failOnDataLoss, int... disks)
            throws IOException {
        List<ReplicaLocation> replicas = IntStream.of(disks)
                .mapToObj(id -> new ReplicaLocation(
                        id, "localhost", copies.resolve(name(id)).toString()))
                .toList();
        ScanTask task = new ScanTask(0, List.of(TimedRange.all(0, endOffset)), lineage, replicas);
        return ScannedRows.read(Scans.of(cluster, TOPIC, topicId).spec(failOnDataLoss), task);
    }

    private static String name(int brokerId) {
        return brokerId == FIRST_LEADER ? "first" : "second";
    }

    private void send(String value, int from, int to, String acks) {
        cluster.producer()
                .send(
                        IntStream.range(from, to)
                                .mapToObj(i -> TestProducer.text(TOPIC, 0, "k" + i, value + " " + i))
                                .toList(),
                        Map.of("acks", acks, "enable.idempotence", "false", "batch.size", "1000"));
    }

    private List<String> consumed(long endOffset) {
        return ScannedRows.texts(cluster.consumer().read(PARTITION, IsolationLevel.READ_COMMITTED, 0, endOffset));
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()));
    }

    private TopicPartitionInfo partition() {
        return cluster.partition(TOPIC, 0);
    }

    private static OptionalInt leader(Admin admin) throws Exception {
        Node leader = admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .get(0)
                .leader();
        return leader == null || leader.isEmpty() ? OptionalInt.empty() : OptionalInt.of(leader.id());
    }

    /** As planning learns it. */
    private LogLineage.Known lineage() throws Exception {
        try (Admin admin = admin()) {
            var end = admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest()))
                    .partitionResult(PARTITION)
                    .get();
            int epoch = end.leaderEpoch().orElseThrow();
            if (epoch > 0) {
                assertThat(end.offset()).isGreaterThan(beginning(epoch).startOffset());
            }
            return new LogLineage.Known(epoch, epoch, end.offset());
        }
    }

    private LeaderEpochs.Beginning beginning(int epoch) throws IOException {
        try (LeaderEpochs epochs =
                LeaderEpochs.open(Map.of("bootstrap.servers", cluster.bootstrapServers()), TOPIC, topicId, 30_000)) {
            return Objects.requireNonNull(epochs.beginnings(Map.of(0, epoch)).get(0));
        }
    }
}
