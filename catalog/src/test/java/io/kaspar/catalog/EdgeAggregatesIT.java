package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.testing.kafka.TestProducer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The smallest and greatest offsets and numbers of records, made of few records of each partition: what they are, and how little is read. */
@ExtendWith(SqlFixtureExtension.class)
class EdgeAggregatesIT {
    private static final String TOPIC = "edges";
    private static final int PARTITIONS = 5;
    private static final long START_MS = 1_767_225_600_000L;
    private static final int RECORDS = 6_000;

    /** By partition: offsets that a committed reader sees, as Kafka's consumer tells. */
    private static final Map<Integer, List<Long>> VISIBLE = new TreeMap<>();

    private final SqlFixture fixture;

    EdgeAggregatesIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Many small batches; a transaction that was committed, and a longer one that was aborted; nothing; only what was aborted; one record. */
    @BeforeAll
    static void fill(SqlFixture fixture) {
        fixture.cluster().createTopic(TOPIC, PARTITIONS);
        TestProducer producer = fixture.cluster().producer();
        producer.send(
                records(0, RECORDS),
                Map.of("batch.size", 8000, "linger.ms", 0, "max.in.flight.requests.per.connection", 1));
        producer.sendCommitted("edges-a", records(1, 50));
        producer.sendAborted("edges-b", records(1, 700));
        producer.sendAborted("edges-c", records(3, 10));
        producer.send(records(4, 1));
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition name = new TopicPartition(TOPIC, partition);
            fixture.cluster().consumer().awaitDecided(name);
            VISIBLE.put(
                    partition,
                    fixture.cluster().consumer().readAll(name, IsolationLevel.READ_COMMITTED).stream()
                            .map(record -> record.offset())
                            .toList());
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records(int partition, int count) {
        return IntStream.range(0, count)
                .mapToObj(number ->
                        new ProducerRecord<byte[], byte[]>(TOPIC, partition, START_MS + number, null, value(number)))
                .toList();
    }

    /** So that a log is larger than what is read at once. */
    private static byte[] value(int number) {
        byte[] value = new byte[300];
        new Random(number).nextBytes(value);
        return value;
    }

    private List<String> rowsOf(String select, String where) {
        return fixture.rows("SELECT " + select + " FROM kaspar." + TOPIC + " " + where);
    }

    @Test
    void eachPartitionHasItsEdges() {
        List<String> expected = new ArrayList<>();
        VISIBLE.forEach((partition, offsets) -> {
            if (!offsets.isEmpty()) {
                expected.add(partition + "|" + offsets.get(0) + "|" + offsets.get(offsets.size() - 1) + "|"
                        + offsets.size());
            }
        });
        assertThat(expected).hasSize(3);
        String by = "GROUP BY _partition ORDER BY _partition";
        String all = "_partition, min(_offset), max(_offset), count(*)";

        assertThat(rowsOf(all, by)).isEqualTo(expected);
        assertThat(fixture.plan("SELECT " + all + " FROM kaspar." + TOPIC + " " + by))
                .contains("aggregates [first offset, last offset, count] by [partition]");
        assertThat(rowsOf("_topic, max(_offset)", "GROUP BY _topic")).containsExactly(TOPIC + "|" + (RECORDS - 1));
    }

    @Test
    void allPartitionsTogetherHaveEdges() {
        assertThat(rowsOf("min(_offset), max(_offset), count(_offset)", ""))
                .containsExactly("0|" + (RECORDS - 1) + "|" + (RECORDS + 51));
        for (String nothing : List.of("_partition = 2", "_partition = 3", "_partition = 77", "_offset < 0")) {
            assertThat(rowsOf("min(_offset), max(_offset), count(*)", "WHERE " + nothing))
                    .as(nothing)
                    .containsExactly("null|null|0");
            assertThat(rowsOf("_partition, max(_offset)", "WHERE " + nothing + " GROUP BY _partition"))
                    .as(nothing)
                    .isEmpty();
        }
    }

    @Test
    void groupsAloneAreThoseWithRecords() {
        List<String> there = VISIBLE.entrySet().stream()
                .filter(partition -> !partition.getValue().isEmpty())
                .map(partition -> partition.getKey().toString())
                .toList();
        assertThat(rowsOf("DISTINCT _partition", "ORDER BY _partition")).isEqualTo(there);
        assertThat(rowsOf("DISTINCT _topic", "")).containsExactly(TOPIC);
        assertThat(rowsOf("DISTINCT _topic", "WHERE _partition IN (2, 3)")).isEmpty();
        assertThat(rowsOf("count(DISTINCT _partition)", "")).containsExactly(Integer.toString(there.size()));
        assertThat(fixture.plan("SELECT DISTINCT _partition FROM kaspar." + TOPIC))
                .contains("aggregates [] by [partition]");
    }

    /** The same question in words that are not pushed reads all records. */
    @Test
    void conditionsCountAsForWhoReadsAll() {
        Random random = new Random();
        long seed = random.nextLong();
        random.setSeed(seed);
        for (int round = 0; round < 12; round++) {
            String where = "WHERE " + condition(random) + (random.nextBoolean() ? " AND " : " OR ") + condition(random);
            String group = random.nextBoolean() ? " GROUP BY _partition ORDER BY _partition" : "";
            String first = group.isEmpty() ? "0" : "_partition";
            List<String> pushed = rowsOf(first + ", min(_offset), max(_offset), count(*)", where + group);
            List<String> read = rowsOf(first + ", min(_offset + 0), max(_offset + 0), count(*)", where + group);
            assertThat(pushed).as("seed %d: %s", seed, where).isEqualTo(read);
            assertThat(fixture.rows("SELECT " + first + ", min(_offset), max(_offset), count(*) FROM kaspar." + TOPIC
                            + " WITH ('read.locality' = 'off') " + where + group))
                    .as("seed %d over the network: %s", seed, where)
                    .isEqualTo(read);
        }
    }

    @Test
    void theEndsAreThoseOfWhatIsRead() {
        assertThat(fixture.rows("SELECT max(_offset), count(*) FROM kaspar." + TOPIC
                        + " WITH (isolation = 'read_uncommitted') WHERE _partition = 1"))
                .as("50 records, a marker, 700 records, a marker")
                .containsExactly("750|750");
        assertThat(fixture.rows("SELECT partition, min(offset), max(offset), count(*) FROM kaspar.`" + TOPIC
                        + "$raw` GROUP BY partition ORDER BY partition"))
                .isEqualTo(rowsOf(
                        "_partition, min(_offset), max(_offset), count(*)", "GROUP BY _partition ORDER BY _partition"));
        assertThat(
                        fixture.rows(
                                "SELECT max(_offset), count(*) FROM kaspar." + TOPIC
                                        + " WITH (endingOffsets = '{\"edges\":{\"0\":10,\"1\":-1,\"2\":-1,\"3\":-1,\"4\":-1}}') WHERE _partition = 0"))
                .containsExactly("9|10");
    }

    @Test
    void severalTopicsHaveEndsOfTheirOwn() {
        fixture.cluster().createTopic("edges-b", 2);
        fixture.send("edges-b", 1, 0, 3);
        Dataset<Row> both = fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("value.format", "binary")
                .load(TOPIC, "edges-b");

        assertThat(both.groupBy("_topic", "_partition")
                        .agg(functions.max("_offset"), functions.count("*"))
                        .orderBy("_topic", "_partition")
                        .collectAsList())
                .extracting(row -> row.mkString("|"))
                .startsWith(TOPIC + "|0|" + (RECORDS - 1) + "|" + RECORDS)
                .endsWith("edges-b|1|2|3")
                .hasSize(4);
    }

    private static String condition(Random random) {
        int number = random.nextInt(RECORDS + 100);
        return switch (random.nextInt(4)) {
            case 0 -> "_partition IN (" + random.nextInt(PARTITIONS) + ", " + random.nextInt(PARTITIONS) + ")";
            case 1 -> "_offset < " + number;
            case 2 -> "NOT (_offset BETWEEN " + number / 2 + " AND " + number + ")";
            default ->
                "_timestamp " + (random.nextBoolean() ? "<" : ">=") + " timestamp_millis(" + (START_MS + number) + ")";
        };
    }

    @Test
    void littleIsReadForAnEdge() {
        long all = bytes("SELECT max(length(_value)) FROM kaspar." + TOPIC);
        long edge = bytes("SELECT max(_offset) FROM kaspar." + TOPIC);

        assertThat(all).isGreaterThan(1_000_000);
        assertThat(edge).isBetween(1L, all / 3);
        assertThat(bytes("SELECT _partition, count(*) FROM kaspar." + TOPIC + " GROUP BY _partition"))
                .as("headers only")
                .isLessThan(all);
    }

    @Test
    void theLastRowsAreReadFromTheEnd() {
        for (int count : List.of(1, 7, 60, 500)) {
            List<String> expected = VISIBLE.getOrDefault(1, List.of()).stream()
                    .sorted(Comparator.reverseOrder())
                    .limit(count)
                    .map(Object::toString)
                    .toList();
            String where = "WHERE _partition = 1 ORDER BY _offset DESC LIMIT " + count;
            assertThat(rowsOf("_offset", where)).isEqualTo(expected);
        }
        String ofAll = "SELECT _partition, _offset, _timestamp, length(_value) FROM kaspar." + TOPIC;
        for (String order : List.of("DESC", "ASC")) {
            for (String where : List.of(
                    "",
                    " WHERE _offset BETWEEN 20 AND 3000",
                    " WHERE _partition IN (2, 3)",
                    " WHERE _timestamp < timestamp_millis(" + (START_MS + 30) + ")")) {
                String by = " LIMIT 40";
                // where two partitions have an offset, either of them may come
                List<String> pushed =
                        fixture.rows("SELECT _offset FROM (" + ofAll + where + " ORDER BY _offset " + order + by + ")");
                List<String> read = fixture.rows(
                        "SELECT _offset FROM (" + ofAll + where + " ORDER BY _offset + 0 " + order + by + ")");
                assertThat(pushed).as(order + where).isEqualTo(read);
            }
        }
        String newest = "SELECT _offset, _value FROM kaspar." + TOPIC + " ORDER BY _offset DESC LIMIT 5";
        assertThat(fixture.plan(newest)).contains("the last 5 rows of each partition");
        assertThat(bytes(newest)).isBetween(1L, bytes("SELECT max(length(_value)) FROM kaspar." + TOPIC) / 3);
    }

    private long bytes(String question) {
        Dataset<Row> rows = fixture.sql(question);
        rows.collectAsList();
        SparkPlan scan = scan(rows.queryExecution().executedPlan());
        return scan.metrics().apply("kasparLocalBytes").value()
                + scan.metrics().apply("kasparNetworkBytes").value();
    }

    private static SparkPlan scan(SparkPlan plan) {
        if (plan instanceof AdaptiveSparkPlanExec adaptive) {
            return scan(adaptive.executedPlan());
        }
        if (plan instanceof QueryStageExec stage) {
            return scan(stage.plan());
        }
        return plan.children().isEmpty() ? plan : scan(plan.children().head());
    }

    @Test
    void whatAValueDecidesIsNotPushed() {
        for (String question : List.of(
                "SELECT max(_offset) FROM kaspar.edges WHERE length(value) > 7",
                "SELECT max(_offset), max(value) FROM kaspar.edges",
                "SELECT max(DISTINCT _offset), count(DISTINCT _partition) FROM kaspar.edges",
                "SELECT value, max(_offset) FROM kaspar.edges GROUP BY value",
                "SELECT count(_key) FROM kaspar.edges GROUP BY _partition",
                "SELECT max(_offset) FROM kaspar.`orders$latest`")) {
            assertThat(fixture.plan(question)).as(question).doesNotContain("aggregates [");
        }
        assertThat(rowsOf("count(_key)", "GROUP BY _partition")).containsOnly("0");
    }
}
