package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Snapshots of a log that lost its end, and got other records in its place, so that offsets alone tell nothing. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeTravelElectionIT {
    private static final String TOPIC = "elected";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
    private static final int COMMON = 100;
    private static final int LOST = 150;
    private static final int NOW = 300;

    private final SqlFixture fixture;
    private final TestCluster cluster =
            TestCluster.start(TestClusterOptions.defaults().withBrokers(2));
    private String ofCommon = "";
    private String ofLost = "";

    TimeTravelElectionIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void electUncleanly() throws Exception {
        fixture.catalog("elected_local", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers()));
        fixture.catalog(
                "elected_far", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "read.locality", "off"));
        cluster.admin()
                .createTopics(List.of(new NewTopic(TOPIC, Map.of(0, List.of(0, 1)))
                        .configs(Map.of("unclean.leader.election.enable", "false", "min.insync.replicas", "1"))))
                .all()
                .get();
        send("common", 0, COMMON, "all");
        Waiting.until("both replicas in sync", () -> partition().isr().size() == 2);
        ofCommon = snapshot();
        cluster.stopBroker(1);
        Waiting.until("one replica in sync", () -> partition().isr().size() == 1);
        send("lost", COMMON, LOST, "1");
        ofLost = snapshot();
        cluster.stopBroker(0);
        cluster.startBroker(1);
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers()))) {
            Waiting.until("an unclean election", () -> {
                admin.electLeaders(ElectionType.UNCLEAN, Set.of(PARTITION))
                        .partitions()
                        .get();
                Node leader = admin.describeTopics(List.of(TOPIC))
                        .allTopicNames()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .partitions()
                        .get(0)
                        .leader();
                return leader != null && leader.id() == 1;
            });
        }
        send("now", COMMON, NOW, "1");
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    @Test
    void recordsThatTookThePlaceOfOthersAreNotRead() {
        for (String catalog : List.of("elected_local", "elected_far")) {
            assertThat(fixture.rows("SELECT value FROM " + catalog + ".elected"))
                    .hasSize(NOW)
                    .contains("now " + COMMON);
            assertThatThrownBy(() ->
                            fixture.rows("SELECT value FROM " + catalog + ".elected VERSION AS OF '" + ofLost + "'"))
                    .as(catalog)
                    .hasMessageContaining("unclean.leader.election.enable");
        }
    }

    @Test
    void whatBothLogsHaveIsThereStill() {
        for (String catalog : List.of("elected_local", "elected_far")) {
            assertThat(fixture.rows("SELECT value FROM " + catalog + ".elected VERSION AS OF '" + ofCommon + "'"))
                    .as(catalog)
                    .hasSize(COMMON)
                    .allMatch(value -> value.startsWith("common"));
        }
    }

    private String snapshot() {
        return (String) fixture.value("SELECT elected_far.system.snapshot('" + TOPIC + "')");
    }

    private void send(String value, int from, int to, String acks) {
        cluster.producer()
                .send(
                        IntStream.range(from, to)
                                .mapToObj(i -> TestProducer.text(TOPIC, 0, "k" + i, value + " " + i))
                                .toList(),
                        Map.of("acks", acks, "enable.idempotence", "false"));
    }

    private TopicPartitionInfo partition() {
        return cluster.partition(TOPIC, 0);
    }
}
