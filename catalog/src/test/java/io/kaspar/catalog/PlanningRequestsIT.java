package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.RequestCounts;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.registry.FakeRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import javax.management.JMException;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalog.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often the cluster is asked before a query's tasks start, counted by the brokers. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningRequestsIT {
    /** What clients ask, apart from reading and writing; brokers and controllers ask each other other things. */
    private static final Set<String> ASKED = Set.of(
            "Metadata",
            "DescribeTopicPartitions",
            "DescribeCluster",
            "DescribeConfigs",
            "DescribeLogDirs",
            "ListOffsets");

    private static final String QUERY = "SELECT value, _offset FROM asking.planned WHERE _partition = 7";

    private final SqlFixture fixture;
    private TestCluster cluster;

    PlanningRequestsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void start() {
        cluster = TestCluster.start(TestClusterOptions.defaults());
        fill("planned");
        fixture.catalog("asking", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "metadata-ttl", "1h"));
        fixture.catalog(
                "forgetful", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "metadata-ttl", "1ms"));
        fixture.rows(QUERY);
    }

    private void fill(String topic) {
        cluster.createTopic(topic, 60);
        cluster.producer().send(List.of(TestProducer.text(topic, 7, "k", "v")));
    }

    @AfterAll
    void stop() {
        cluster.close();
    }

    private Map<String, Long> askedBy(String query) throws JMException {
        return askedBy(() -> fixture.rows(query));
    }

    private Map<String, Long> askedBy(Runnable queries) throws JMException {
        awaitCountOfMadeTopics();
        Map<String, Long> before = RequestCounts.of(ASKED);
        queries.run();
        Map<String, Long> asked = RequestCounts.of(ASKED);
        asked.replaceAll((request, count) -> count - before.getOrDefault(request, 0L));
        asked.values().removeIf(count -> count == 0);
        return asked;
    }

    /**
     * A broker counts a request after it has sent the answer, and before it looks at the next one of the connection. So what made topics
     * is counted when a request of another kind is answered behind it.
     */
    private void awaitCountOfMadeTopics() {
        try {
            var unused = cluster.admin().describeFeatures().featureMetadata().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void asksForTheOffsetsOfOnePartitionOnly() throws Exception {
        assertThat(askedBy(QUERY)).isEqualTo(Map.of("ListOffsets", 2L));
    }

    @Test
    void asksForATimeAndThenWhereTheLogBegins() throws Exception {
        assertThat(askedBy(QUERY + " AND _timestamp >= TIMESTAMP'2026-01-01 00:00:00'"))
                .isEqualTo(Map.of("ListOffsets", 4L));
    }

    @Test
    void asksNothingMoreForALimitOrAJoin() throws Exception {
        assertThat(askedBy(QUERY + " LIMIT 10")).isEqualTo(Map.of("ListOffsets", 2L));
        assertThat(askedBy("SELECT * FROM (" + QUERY + ") a JOIN (" + QUERY + ") b USING (_offset)"))
                .isEqualTo(Map.of("ListOffsets", 2L));
    }

    @Test
    void asksNothingWhenNoPartitionIsWanted() throws Exception {
        assertThat(askedBy("SELECT value FROM asking.planned WHERE _partition = 70"))
                .isEmpty();
    }

    @Test
    void asksNotForEverythingAgainWhenItForgot() throws Exception {
        fixture.rows("SELECT value FROM forgetful.planned WHERE _partition = 7");

        assertThat(askedBy("SELECT value FROM forgetful.planned WHERE _partition = 7"))
                // Spark loads a table to resolve the query, and again to run it; the plan looks it up once more
                .isEqualTo(Map.of("Metadata", 3L, "ListOffsets", 2L, "DescribeLogDirs", 1L));
    }

    @Test
    void asksOnlyOnceWhatATopicIsLike() throws Exception {
        fill("unknown");

        assertThat(askedBy("SELECT value FROM asking.unknown WHERE _partition = 7"))
                .isEqualTo(Map.of(
                        "DescribeCluster", 1L,
                        "DescribeTopicPartitions", 1L,
                        "Metadata", 1L,
                        "ListOffsets", 2L,
                        "DescribeLogDirs", 1L));
    }

    @Test
    void asksNotForFilesThatMayNotBeRead() throws Exception {
        fill("remote");

        assertThat(askedBy("SELECT value FROM asking.remote WITH ('read.locality' = 'off') WHERE _partition = 7"))
                .doesNotContainKey("DescribeLogDirs");
    }

    @Test
    void allReferencesOfAnExecutionReadOneSnapshot() throws Exception {
        cluster.createTopic("shared", 1);
        cluster.producer()
                .send(List.of(TestProducer.text("shared", 0, null, "v0"), TestProducer.text("shared", 0, null, "v1")));
        long once = 2; // the earliest and the latest
        load().createOrReplaceTempView("one_load");
        load().createOrReplaceTempView("other_load");

        assertThat(offsetsAskedBy("SELECT value FROM one_load a JOIN one_load b USING (value)", "v0", "v1"))
                .isEqualTo(once);
        assertThat(offsetsAskedBy("SELECT count(*) FROM (TABLE one_load UNION ALL TABLE other_load)", "4"))
                .isEqualTo(once);
        assertThat(offsetsAskedBy(
                        "SELECT (SELECT count(*) FROM one_load), (SELECT max(value) FROM one_load), count(value)"
                                + " FROM one_load",
                        "2|v1|2"))
                .isEqualTo(once);
        assertThat(offsetsAskedBy(
                        "WITH one AS (SELECT value FROM asking.shared) SELECT count(*) FROM one WHERE value IN"
                                + " (SELECT value FROM asking.shared WHERE _offset > 0)"
                                + " AND NOT EXISTS (SELECT 1 FROM one b WHERE b.value = 'v9')",
                        "1"))
                .isEqualTo(once);
    }

    private Dataset<Row> load() {
        return fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", cluster.bootstrapServers())
                .load("shared");
    }

    private long offsetsAskedBy(String query, String... rows) throws JMException {
        assertThat(fixture.rows(query)).containsExactlyInAnyOrder(rows);
        return askedBy(query).getOrDefault("ListOffsets", 0L);
    }

    @Test
    void describesATopicWithoutAskingForOffsets() throws Exception {
        assertThat(askedBy("DESCRIBE TABLE EXTENDED asking.planned"))
                .doesNotContainKeys("ListOffsets", "DescribeLogDirs");
        assertThat(askedBy("DESCRIBE TABLE EXTENDED asking.planned value"))
                .doesNotContainKeys("ListOffsets", "DescribeLogDirs");
    }

    @Test
    void asksForManyTopicsAtOnceWhenTablesAreLoadedInTheirOrder() throws Exception {
        for (int number = 0; number < 130; number++) {
            cluster.createTopic("listed.t" + number, 1);
        }
        try (FakeRegistry registry = FakeRegistry.start()) {
            fixture.catalog(
                    "listing",
                    Map.of(
                            "kafka.bootstrap.servers", cluster.bootstrapServers(),
                            "schema.registry.url", registry.url(),
                            "metadata-ttl", "1h"));

            Map<String, Long> asked = askedBy("SHOW TABLE EXTENDED IN listing.listed LIKE '*'");

            assertThat(asked.values().stream().mapToLong(Long::longValue).sum())
                    .isPositive()
                    .isLessThan(20); // the first two topics are asked for alone, the others in two lots
            assertThat(registry.requests()).hasSizeGreaterThan(250).doesNotHaveDuplicates();
            assertThat(fixture.rows("SHOW TABLE EXTENDED IN listing.listed LIKE '*'"))
                    .filteredOn(row -> row.startsWith("listed|t"))
                    .hasSize(130);
        }
    }

    @Test
    void asksNothingOfTheTopicsThatToolsList() throws Exception {
        for (int number = 0; number < 50; number++) {
            cluster.createTopic("named.t" + number, 1);
        }
        try (FakeRegistry registry = FakeRegistry.start()) {
            fixture.catalog(
                    "naming",
                    Map.of(
                            "kafka.bootstrap.servers",
                            cluster.bootstrapServers(),
                            "schema.registry.url",
                            registry.url()));

            Map<String, Long> asked =
                    askedBy(() -> assertThat(tablesOf("naming.named")).hasSize(50));

            // whether the namespace is there, and what is in it
            assertThat(asked.keySet()).containsExactly("Metadata");
            assertThat(asked.get("Metadata")).isLessThan(10);
            assertThat(registry.requests())
                    .as("all record types are found in one list of subjects")
                    .singleElement()
                    .satisfies(request -> assertThat(request.path()).isEqualTo("/subjects"));
        }
    }

    private List<Table> tablesOf(String namespace) {
        try {
            return fixture.spark().catalog().listTables(namespace).collectAsList();
        } catch (AnalysisException e) {
            throw new AssertionError(e);
        }
    }
}
