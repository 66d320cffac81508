package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.RequestCounts;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Partitions that have had several leaders: their replicas' files are still read, after they were compared with the leader's log. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaderChangeIT {
    private static final String TOPIC = "led";
    private static final int RECORDS = 500;
    private static final Set<String> COMPARING = Set.of("OffsetForLeaderEpoch");

    private final SqlFixture fixture;
    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withBrokers(2));

    LeaderChangeIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** The second leader has written nothing, so that no file has a record of its epoch. */
    @BeforeAll
    void changeTheLeader() throws Exception {
        cluster.admin()
                .createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(0, 1)))))
                .all()
                .get();
        cluster.producer()
                .send(
                        IntStream.range(0, RECORDS)
                                .mapToObj(i -> TestProducer.text(TOPIC, 0, null, "value " + i))
                                .toList(),
                        Map.of("acks", "all"));
        cluster.stopBroker(0);
        Waiting.until(
                "the other leader",
                () -> partition().leader() != null && partition().leader().id() == 1);
        cluster.startBroker(0);
        Waiting.until("both in sync", () -> partition().isr().size() == 2);
        fixture.catalog(
                "changed", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "read.locality", "required"));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void readsFilesOfAnEarlierLeadersEpochAndComparesThemOnce() throws Exception {
        long before = comparisons();
        assertThat(fixture.rows("SELECT value FROM changed.led WHERE _offset % 2 = 0"))
                .hasSize(RECORDS / 2);
        long first = comparisons();
        assertThat(fixture.rows("SELECT value FROM changed.led")).hasSize(RECORDS);
        assertThat(first).isEqualTo(before + 1);
        assertThat(comparisons()).isEqualTo(first);
    }

    private static long comparisons() throws Exception {
        return RequestCounts.of(COMPARING).getOrDefault("OffsetForLeaderEpoch", 0L);
    }

    private TopicPartitionInfo partition() {
        return cluster.partition(TOPIC, 0);
    }
}
