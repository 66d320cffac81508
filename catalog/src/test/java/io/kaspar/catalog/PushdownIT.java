package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestProducer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on time, limits and splits: what they give, and what of them reaches the scan. */
@ExtendWith(SqlFixtureExtension.class)
class PushdownIT {
    /** 2026-01-01, in the test's time zone UTC. */
    private static final long START_MS = 1_767_225_600_000L;

    /** One request at a time: brokers know the last few batches again that a producer repeats, and here are many. */
    private static final Map<String, Object> SMALL_BATCHES =
            Map.of("batch.size", 200, "linger.ms", 0, "max.in.flight.requests.per.connection", 1);

    private static final String UNORDERED = "unordered";

    private final SqlFixture fixture;

    PushdownIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Times in any order; partition 2 stays empty. */
    @BeforeAll
    static void fillUnordered(SqlFixture fixture) {
        fixture.cluster().createTopic(UNORDERED, 3, 1, Map.of());
        Random random = new Random(5);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int index = 0; index < 80; index++) {
            records.add(at(UNORDERED, index % 2, START_MS + 500L * random.nextInt(24)));
        }
        records.add(at(UNORDERED, 0, 0));
        fixture.cluster().producer().send(records, SMALL_BATCHES);
    }

    private static ProducerRecord<byte[], byte[]> at(String topic, int partition, long timestampMs) {
        byte[] value = String.valueOf(timestampMs).getBytes(StandardCharsets.UTF_8);
        return new ProducerRecord<>(topic, partition, timestampMs, null, value);
    }

    private void create(String topic, int partitions, Map<String, String> configs) {
        fixture.cluster().createTopic(topic, partitions, 1, configs);
    }

    private void send(List<ProducerRecord<byte[], byte[]>> records) {
        fixture.cluster().producer().send(records, SMALL_BATCHES);
    }

    private String plan(String query) {
        return fixture.sql(query).queryExecution().executedPlan().toString();
    }

    private List<String> expected(String topic, String condition) {
        // a condition that nothing can take over
        return fixture.rows("SELECT _partition, _offset, value FROM (SELECT _partition, _offset, value,"
                + " timestamp_micros(unix_micros(_timestamp) + 0 * length(coalesce(value, 'x'))) t, _offset o FROM kaspar."
                + topic + ") WHERE " + condition.replace("_timestamp", "t").replace("_offset", "o")
                + " ORDER BY 1, 2");
    }

    private List<String> given(String topic, String condition) {
        String query = "SELECT _partition, _offset, value FROM kaspar." + topic + " WHERE " + condition;
        assertThat(plan(query)).doesNotContain("Filter (");
        return fixture.rows(query + " ORDER BY 1, 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_timestamp >= TIMESTAMP'2026-01-01 00:00:05'",
                "_timestamp < TIMESTAMP'2026-01-01 00:00:05'",
                "_timestamp = TIMESTAMP'2026-01-01 00:00:05'",
                "_timestamp <> TIMESTAMP'2026-01-01 00:00:05'",
                "_timestamp > TIMESTAMP'2026-01-01 00:00:04.999' AND _timestamp <= TIMESTAMP'2026-01-01 00:00:08.0005'",
                "_timestamp BETWEEN TIMESTAMP'2026-01-01 00:00:04.9995' AND TIMESTAMP'2026-01-01 00:00:06.9995'",
                "_timestamp IN (TIMESTAMP'2026-01-01 00:00:03', TIMESTAMP'2026-01-01 00:00:07', NULL)",
                "_timestamp NOT IN (TIMESTAMP'2026-01-01 00:00:03', TIMESTAMP'2026-01-01 00:00:07')",
                "_timestamp >= TIMESTAMP'2026-01-01 00:00:09' OR _offset < 3",
                "NOT (_timestamp < TIMESTAMP'2026-01-01 00:00:09' OR _offset > 30) OR _offset IN (1, 2, 35)",
                "_timestamp >= TIMESTAMP'2030-01-01 00:00:00'",
                "_timestamp >= DATE'2026-01-01'",
                "_timestamp < DATE'1969-12-31'",
                "_timestamp <=> TIMESTAMP'2026-01-01 00:00:05'",
                "_timestamp = TIMESTAMP'1970-01-01 00:00:00'",
                "_timestamp IS NOT NULL AND _timestamp > TIMESTAMP'2026-01-01 00:00:10'",
            })
    void findsByTimeWhateverTheOrder(String condition) {
        assertThat(given(UNORDERED, condition)).isEqualTo(expected(UNORDERED, condition));
    }

    @Test
    void startsAtTheFirstRecordOfATimeOrLater() {
        create("ordered", 2, Map.of());
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int second = 0; second < 50; second++) {
            records.add(at("ordered", 0, START_MS + 1000L * second));
        }
        send(records);
        String query = "SELECT value FROM kaspar.ordered WHERE _timestamp >= TIMESTAMP'2026-01-01 00:00:40'";

        assertThat(plan(query))
                .contains("reads 1 of 2 partitions [0:[40, 50) of 2026-01-01T00:00:40Z/..]")
                .doesNotContain("Filter (");
        assertThat(fixture.sql(query).count()).isEqualTo(10);
        assertThat(plan("SELECT value FROM kaspar.ordered WHERE _timestamp > TIMESTAMP'2026-01-01 00:00:49'"))
                .contains("reads 0 of 2 partitions");
    }

    @Test
    void findsByTheTimeOfTheBroker() {
        create("appended", 1, Map.of("message.timestamp.type", "LogAppendTime"));
        send(List.of(at("appended", 0, 1000), at("appended", 0, 2000)));

        assertThat(given("appended", "_timestamp > TIMESTAMP'2020-01-01 00:00:00'"))
                .hasSize(2)
                .isEqualTo(expected("appended", "_timestamp > TIMESTAMP'2020-01-01 00:00:00'"));
        assertThat(given("appended", "_timestamp < TIMESTAMP'2020-01-01 00:00:00'"))
                .isEmpty();
    }

    @Test
    void findsByTimeInATopicWhoseTypeChanged() throws Exception {
        create("changed", 1, Map.of());
        send(List.of(at("changed", 0, START_MS), at("changed", 0, START_MS + 1000)));
        alter("changed", "LogAppendTime");
        send(List.of(at("changed", 0, START_MS + 2000)));
        alter("changed", "CreateTime");
        send(List.of(at("changed", 0, START_MS + 3000), at("changed", 0, START_MS)));

        for (String condition : List.of(
                "_timestamp >= TIMESTAMP'2026-01-01 00:00:01'",
                "_timestamp < TIMESTAMP'2026-01-01 00:00:01'",
                "_timestamp = TIMESTAMP'2026-01-01 00:00:00'",
                "_timestamp > TIMESTAMP'2026-01-01 00:00:03'")) {
            assertThat(given("changed", condition)).as(condition).isEqualTo(expected("changed", condition));
        }
        assertThat(given("changed", "_timestamp = TIMESTAMP'2026-01-01 00:00:00'"))
                .hasSize(2);
    }

    private void alter(String topic, String type) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        AlterConfigOp operation =
                new AlterConfigOp(new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET);
        fixture.cluster()
                .admin()
                .incrementalAlterConfigs(Map.of(resource, List.of(operation)))
                .all()
                .get();
    }

    @Test
    void findsNothingBehindAnOpenTransactionByTimeEither() {
        create("open", 1, Map.of());
        send(List.of(at("open", 0, START_MS)));
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("open-one", Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, List.of(at("open", 0, START_MS + 1000)));
            String late = "_timestamp >= TIMESTAMP'2026-01-01 00:00:01'";

            assertThat(given("open", late)).isEmpty();
            assertThat(given("open", "_timestamp >= TIMESTAMP'2026-01-01 00:00:00'"))
                    .hasSize(1);
            assertThat(fixture.rows(
                            "SELECT value FROM kaspar.open WITH ('isolation' = 'read_uncommitted') WHERE " + late))
                    .hasSize(1);
            producer.commitTransaction();
            assertThat(given("open", late)).hasSize(1);
        }
    }

    @Test
    void takesALimitAndLetsSparkCutOff() {
        String query = "SELECT order_id FROM kaspar.orders WHERE _partition <> 1 LIMIT 7";

        assertThat(plan(query)).contains("at most 7 rows a task");
        assertThat(fixture.rows(query)).hasSize(7);
        assertThat(fixture.rows("SELECT count(*) FROM (SELECT order_id FROM kaspar.orders LIMIT 250)"))
                .containsExactly("250");
        assertThat(fixture.rows("SELECT * FROM kaspar.orders LIMIT 1000")).hasSize(SqlFixture.ORDERS);
        assertThat(fixture.rows("SELECT * FROM kaspar.empty LIMIT 5")).isEmpty();
    }

    @Test
    void takesNoLimitWhereSparkHasConditionsLeft() {
        String query = "SELECT order_id FROM kaspar.orders WHERE quantity = 3 LIMIT 70";

        assertThat(plan(query)).doesNotContain("rows a task");
        assertThat(fixture.rows(query)).hasSize(70);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'minPartitions' = '1' | 3",
                "'minPartitions' = '3' | 3",
                "'minPartitions' = '4' | 6",
                "'minPartitions' = '12' | 12",
                "'maxRecordsPerPartition' = '30' | 12",
                "'minPartitions' = '100' | 102",
                "'maxRecordsPerPartition' = '30', 'read.locality' = 'off' | 12",
                "'split-size' = '1k' | -1",
            })
    void readsTheSameInHoweverManyTasks(String options, int tasks) {
        String from = " FROM kaspar.orders WITH (" + options + ")";
        Dataset<Row> ids = fixture.sql("SELECT order_id, _partition, _offset" + from);

        int partitions = ids.javaRDD().getNumPartitions();
        if (tasks > 0) {
            assertThat(partitions).isEqualTo(tasks);
        } else {
            assertThat(partitions).isGreaterThan(SqlFixture.ORDER_PARTITIONS);
        }
        assertThat(fixture.rows(
                        "SELECT count(*), count(DISTINCT order_id), sum(order_id), count(DISTINCT _partition, _offset)"
                                + from))
                .containsExactly("300|300|44850|300");
        assertThat(fixture.rows("SELECT count(*)" + from + " WHERE _offset BETWEEN 17 AND 71 OR _offset IN (3, 99)"))
                .containsExactly(String.valueOf(3 * 57));
    }

    @Test
    void describesPartitionsNotTasks() {
        assertThat(plan("SELECT order_id FROM kaspar.orders WITH ('minPartitions' = '9') WHERE _partition = 2"))
                .contains("reads 1 of 3 partitions [2:[0, 100)] in 9 tasks", "files known for 1 of 1");
    }

    @Test
    void countsRowsOncePerPartitionHoweverOftenItIsCut() {
        assertThat(fixture.sql("SELECT order_id FROM kaspar.orders WITH ('minPartitions' = '9')")
                        .queryExecution()
                        .optimizedPlan()
                        .stats()
                        .rowCount()
                        .get()
                        .toLong())
                .isEqualTo(SqlFixture.ORDERS);
    }
}
