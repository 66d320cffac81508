package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.catalog.options.OptionException;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What people see when something is not as it should be. */
@ExtendWith(SqlFixtureExtension.class)
class FailureIT {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final SqlFixture fixture;

    FailureIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static String closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return "localhost:" + socket.getLocalPort();
        }
    }

    @Test
    void namesABrokerThatDoesNotAnswerWithinTheTime() throws Exception {
        String address = closedPort();
        fixture.catalog("dead", Map.of("kafka.bootstrap.servers", address, "request-timeout", "2s"));
        long startNanos = System.nanoTime();

        assertThatThrownBy(() -> fixture.sql("SELECT * FROM dead.orders"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining(address)
                .hasMessageContaining("kafka.bootstrap.servers")
                .hasMessageContaining("request-timeout");
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(SOON);
        assertThatThrownBy(() -> fixture.sql("SHOW TABLES IN dead")).hasMessageContaining(address);
    }

    @Test
    void startsASessionWhateverTheClusterDoes() throws Exception {
        fixture.catalog("later", Map.of("kafka.bootstrap.servers", closedPort()));
        long startNanos = System.nanoTime();

        fixture.sql("USE later");
        fixture.sql("USE spark_catalog.default");

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(SOON);
    }

    @Test
    void namesAnAddressThatIsNone() {
        fixture.catalog("nowhere", Map.of("kafka.bootstrap.servers", "no.such.host.invalid:9092"));

        assertThatThrownBy(() -> fixture.sql("SHOW TABLES IN nowhere"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("no.such.host.invalid:9092");
    }

    @Test
    void namesARegistryThatDoesNotAnswer() throws Exception {
        String url = "http://" + closedPort();
        fixture.catalog(
                "unregistered",
                Map.of(
                        "schema.registry.url",
                        url,
                        "schema.registry.request-timeout",
                        "1s",
                        "schema.registry.max-retries",
                        "0"));

        assertThatThrownBy(() -> fixture.sql("SELECT * FROM unregistered.orders"))
                .isInstanceOf(TopicSchemaException.class)
                .hasMessageContaining(url)
                .hasMessageContaining("schema.registry.url");
    }

    @Test
    void waitsForASlowRegistryNoLongerThanTold() throws Exception {
        try (FakeRegistry slow = FakeRegistry.start()) {
            slow.delay(60_000);
            fixture.catalog(
                    "sluggish",
                    Map.of(
                            "schema.registry.url",
                            slow.url(),
                            "schema.registry.request-timeout",
                            "500ms",
                            "schema.registry.max-retries",
                            "0"));
            long startNanos = System.nanoTime();

            assertThatThrownBy(() -> fixture.sql("SELECT * FROM sluggish.orders"))
                    .hasMessageContaining(slow.url());
            assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(SOON);
        }
    }

    @Test
    void listsNearNamesForAMisspeltOption() {
        fixture.catalog("misspelt", Map.of("schema.registry.ulr", "http://localhost"));

        assertThatThrownBy(() -> fixture.sql("SHOW TABLES IN misspelt"))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("did you mean schema.registry.url");
    }

    @Test
    void saysThatATopicWasDeletedDuringAQuery() throws Exception {
        fixture.cluster().createTopic("doomed", 1);
        fixture.cluster().producer().send(List.of(TestProducer.text("doomed", 0, "k", "v")));
        Dataset<Row> rows = fixture.sql("SELECT value FROM kaspar.doomed WITH ('network-timeout' = '5s')");
        rows.queryExecution().executedPlan();
        fixture.cluster().admin().deleteTopics(List.of("doomed")).all().get();
        awaitGone("doomed");

        assertThatThrownBy(rows::collectAsList).hasMessageContaining("doomed");
    }

    @Test
    void doesNotMixATopicWithAnotherOneOfTheSameName() throws Exception {
        fixture.catalog("remembering_names", Map.of("metadata-ttl", "1h", "network-timeout", "5s"));
        fixture.cluster().createTopic("reborn", 1);
        fixture.cluster().producer().send(List.of(TestProducer.text("reborn", 0, "k", "old")));
        assertThat(fixture.rows("SELECT value FROM remembering_names.reborn")).containsExactly("old");
        fixture.cluster().admin().deleteTopics(List.of("reborn")).all().get();
        awaitGone("reborn");
        fixture.cluster().createTopic("reborn", 1);
        fixture.cluster().producer().send(List.of(TestProducer.text("reborn", 0, "k", "new")));

        assertThatThrownBy(() -> fixture.rows("SELECT value FROM remembering_names.reborn"))
                .hasMessageContaining("reborn");
        fixture.sql("REFRESH TABLE remembering_names.reborn");
        assertThat(fixture.rows("SELECT value FROM remembering_names.reborn")).containsExactly("new");
    }

    private void awaitGone(String topic) {
        Waiting.until(
                "the topic " + topic + " to be gone",
                () -> !fixture.cluster().admin().listTopics().names().get().contains(topic));
    }

    @Test
    void namesAPartitionWithoutLeader() {
        try (TestCluster two = TestCluster.start(TestClusterOptions.defaults().withBrokers(2))) {
            two.createTopic("headless", 2);
            two.producer()
                    .send(List.of(
                            TestProducer.text("headless", 0, "k", "v"), TestProducer.text("headless", 1, "k", "v")));
            two.stopBroker(1);
            fixture.catalog(
                    "halved", Map.of("kafka.bootstrap.servers", two.bootstrapServers(), "request-timeout", "5s"));
            Waiting.until("a partition to lose its leader", () -> hasLeaderless(two));

            assertThatThrownBy(() -> fixture.rows("SELECT * FROM halved.headless"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("there is no leader for partition")
                    .hasMessageContaining("replicas on brokers 1");
        }
    }

    private static boolean hasLeaderless(TestCluster cluster) throws Exception {
        return cluster.admin().describeTopics(List.of("headless")).allTopicNames().get().values().stream()
                .flatMap(topic -> topic.partitions().stream())
                .anyMatch(partition ->
                        partition.leader() == null || partition.leader().isEmpty());
    }
}
