package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.management.JMException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** How often the cluster is asked before a query's tasks start, counted by the brokers. */
@ExtendWith(LabExtension.class)
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

    private static final String QUERY = "SELECT value, _offset FROM asking.wide WHERE _partition = 7";

    private final Lab lab;
    private TestCluster cluster;

    PlanningRequestsIT(Lab lab) {
        this.lab = lab;
    }

    @BeforeAll
    void start() {
        cluster = TestCluster.start(TestClusterOptions.defaults());
        fill("wide");
        lab.catalog("asking", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "metadata-ttl", "1h"));
        lab.catalog("forgetful", Map.of("kafka.bootstrap.servers", cluster.bootstrapServers(), "metadata-ttl", "1ms"));
        lab.rows(QUERY);
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
        Map<String, Long> before = RequestCounts.of(ASKED);
        lab.rows(query);
        Map<String, Long> asked = RequestCounts.of(ASKED);
        asked.replaceAll((request, count) -> count - before.getOrDefault(request, 0L));
        asked.values().removeIf(count -> count == 0);
        return asked;
    }

    @Test
    void asksForTheOffsetsOfOnePartitionOnly() throws Exception {
        assertThat(askedBy(QUERY)).isEqualTo(Map.of("ListOffsets", 2L));
    }

    @Test
    void asksOnceMoreForATime() throws Exception {
        assertThat(askedBy(QUERY + " AND _timestamp >= TIMESTAMP'2026-01-01 00:00:00'"))
                .isEqualTo(Map.of("ListOffsets", 3L));
    }

    @Test
    void asksNothingMoreForALimitOrAJoin() throws Exception {
        assertThat(askedBy(QUERY + " LIMIT 10")).isEqualTo(Map.of("ListOffsets", 2L));
        assertThat(askedBy("SELECT * FROM (" + QUERY + ") a JOIN (" + QUERY + ") b USING (_offset)"))
                .isEqualTo(Map.of("ListOffsets", 2L));
    }

    @Test
    void asksNothingWhenNoPartitionIsWanted() throws Exception {
        assertThat(askedBy("SELECT value FROM asking.wide WHERE _partition = 70"))
                .isEmpty();
    }

    @Test
    void asksNotForEverythingAgainWhenItForgot() throws Exception {
        lab.rows("SELECT value FROM forgetful.wide WHERE _partition = 7");

        assertThat(askedBy("SELECT value FROM forgetful.wide WHERE _partition = 7"))
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
}
