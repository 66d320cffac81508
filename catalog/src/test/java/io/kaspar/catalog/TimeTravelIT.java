package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Former states of topics, beside what Kafka's own consumer gave when they were the present one. */
@ExtendWith(SqlFixtureExtension.class)
class TimeTravelIT {
    private static final long START_MS = 1_767_225_600_000L;
    private static final String START = "2026-01-01 00:00:00";
    private static final List<String> CATALOGS = List.of("travel_local", "travel_far");

    private final SqlFixture fixture;

    TimeTravelIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    static void catalogs(SqlFixture fixture) {
        fixture.catalog("travel_local", Map.of("read.locality", "required", "metadata-ttl", "1ms"));
        fixture.catalog("travel_far", Map.of("read.locality", "off", "metadata-ttl", "1ms"));
    }

    private void send(String topic, int partition, String word, int count) {
        fixture.cluster().producer().send(records(topic, partition, word, count));
    }

    private static List<ProducerRecord<byte[], byte[]>> records(String topic, int partition, String word, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> TestProducer.text(topic, partition, "k" + number % 3, word + " " + number))
                .toList();
    }

    private static ProducerRecord<byte[], byte[]> at(String topic, int partition, long timestampMs, String value) {
        return new ProducerRecord<>(topic, partition, timestampMs, null, value.getBytes(StandardCharsets.UTF_8));
    }

    /** All that Kafka's consumer finds now, as {@link #ROW} shows it. */
    private List<String> consumed(String topic, int partitions) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(partition -> {
                    fixture.cluster().consumer().awaitDecided(partition);
                    return fixture.cluster().consumer().readAll(partition, IsolationLevel.READ_COMMITTED).stream();
                })
                .map(TimeTravelIT::row)
                .toList();
    }

    private static final String ROW = "_partition, _offset, value";

    private static String row(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "|" + record.offset() + "|" + new String(record.value(), StandardCharsets.UTF_8);
    }

    private String snapshot(String topic) {
        return (String) fixture.value("SELECT kaspar.system.snapshot('" + topic + "')");
    }

    private List<String> read(String table, String asOf, String more) {
        return fixture.rows("SELECT " + ROW + " FROM " + table + " " + asOf + " " + more + " ORDER BY 1, 2");
    }

    private void deleteBefore(String topic, int partition, long offset) throws Exception {
        fixture.cluster()
                .admin()
                .deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get();
    }

    private static String version(String snapshot) {
        return "VERSION AS OF '" + snapshot + "'";
    }

    /** Plain records, a committed and an aborted transaction, nothing, and what was aborted only. */
    private void fill(String topic) {
        fixture.cluster().createTopic(topic, 4);
        send(topic, 0, "plain", 50);
        fixture.cluster().producer().sendCommitted(topic + "-a", records(topic, 1, "committed", 20));
        fixture.cluster().producer().sendAborted(topic + "-b", records(topic, 1, "aborted", 30));
        fixture.cluster().producer().sendAborted(topic + "-c", records(topic, 3, "aborted", 10));
    }

    private void goOn(String topic) {
        for (int partition = 0; partition < 4; partition++) {
            send(topic, partition, "later", 15);
        }
        fixture.cluster().producer().sendCommitted(topic + "-d", records(topic, 1, "committed later", 20));
        fixture.cluster().producer().sendAborted(topic + "-e", records(topic, 0, "aborted later", 20));
    }

    @Test
    void aSnapshotIsWhatWasThereThen() throws Exception {
        fill("travel_snap");
        List<String> then = consumed("travel_snap", 4);
        assertThat(then).hasSize(70);
        String snapshot = snapshot("travel_snap");
        assertThat(snapshot).matches("[A-Za-z0-9_-]{22}/0:0-50@0,1:0-52@0,2:0-0,3:0-11@0");

        goOn("travel_snap");
        fixture.cluster()
                .admin()
                .createPartitions(Map.of("travel_snap", NewPartitions.increaseTo(5)))
                .all()
                .get();
        send("travel_snap", 4, "added", 5);

        for (String catalog : CATALOGS) {
            String table = catalog + ".travel_snap";
            assertThat(read(table, version(snapshot), "")).as(catalog).isEqualTo(then);
            assertThat(read(table, version(snapshot), "WHERE _offset >= 10 AND _partition < 2"))
                    .isEqualTo(then.stream()
                            .filter(row -> Integer.parseInt(row.split("\\|")[1]) >= 10)
                            .toList());
            assertThat(read(table, version(snapshot), "WHERE _partition = 4")).isEmpty();
            assertThat(fixture.rows("SELECT _partition, min(_offset), max(_offset), count(*) FROM " + table + " "
                            + version(snapshot) + " GROUP BY 1 ORDER BY 1"))
                    .containsExactly("0|0|49|50", "1|0|19|20");
            assertThat(fixture.rows("SELECT count(*) FROM " + table + " " + version(snapshot)))
                    .containsExactly("70");
            assertThat(fixture.rows("SELECT _partition, _offset FROM " + table + " " + version(snapshot)
                            + " ORDER BY _offset DESC LIMIT 2"))
                    .containsExactly("0|49", "0|48");
            assertThat(read(table, "", "")).as("now").isEqualTo(consumed("travel_snap", 5));
        }
        assertThat(fixture.plan("SELECT value FROM kaspar.travel_snap " + version(snapshot)))
                .contains("as of [" + snapshot.substring(0, 22) + "/0:0-50@0, 1:0-52@0, 2:0-0, 3:0-11@0]")
                .contains("[0:[0, 50), 1:[0, 52), 3:[0, 11)]");
        assertThat(fixture.rows(
                        "SELECT count(*) FROM kaspar.travel_snap " + version(snapshot) + " WITH ('partitions' = '1')"))
                .containsExactly("20");
        assertThatThrownBy(() -> fixture.rows("SELECT count(*) FROM kaspar.travel_snap " + version(snapshot)
                        + " WITH ('partitions' = '0,4')"))
                .hasMessageContaining("the snapshot of topic travel_snap has no partition 4");
    }

    @Test
    void aSnapshotEndsWhereATransactionIsOpen() {
        fixture.cluster().createTopic("travel_open", 1);
        send("travel_open", 0, "plain", 5);
        String uncommitted;
        String snapshot;
        try (KafkaProducer<byte[], byte[]> producer =
                fixture.cluster().producer().openTransactional("travel open", Map.of())) {
            producer.beginTransaction();
            TestProducer.sendAll(producer, records("travel_open", 0, "open", 10));
            send("travel_open", 0, "behind", 5);
            snapshot = snapshot("travel_open");
            fixture.catalog("travel_uncommitted", Map.of("isolation", "read_uncommitted"));
            uncommitted = (String) fixture.value("SELECT travel_uncommitted.system.snapshot('travel_open')");
            assertThat(snapshot).endsWith("/0:0-5@0");
            assertThat(uncommitted).endsWith("/0:0-20@0");
            assertThatThrownBy(() -> read("kaspar.travel_open", version(uncommitted), ""))
                    .hasMessageContaining("the snapshot reaches behind what is there")
                    .hasMessageContaining("ends at offset 5, and the snapshot at 20");
            assertThat(read("travel_uncommitted.travel_open", version(uncommitted), ""))
                    .hasSize(20);
            producer.abortTransaction();
        }
        assertThat(read("kaspar.travel_open", version(snapshot), "")).hasSize(5);
        assertThat(read("travel_uncommitted.travel_open", version(uncommitted), ""))
                .hasSize(20);
    }

    /** In two partitions, of which one is not in the order of time; what is later in the log than a later record is not there. */
    @Test
    void aTimeIsWhatWasBeforeTheFirstLaterRecord() throws Exception {
        fixture.cluster().createTopic("travel_time", 3);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int second = 0; second < 60; second++) {
            records.add(at("travel_time", 0, START_MS + second * 1000L, "ordered " + second));
        }
        for (int second : new int[] {5, 3, 20, 9, 31, 30, 2, 50}) {
            records.add(at("travel_time", 1, START_MS + second * 1000L, "mixed " + second));
        }
        fixture.cluster().producer().send(records);
        for (String catalog : CATALOGS) {
            for (int second : new int[] {-1, 0, 4, 20, 29, 30, 31, 55, 59, 1000}) {
                long instantMs = START_MS + second * 1000L;
                List<String> then = Stream.of(0, 1)
                        .flatMap(partition -> before(new TopicPartition("travel_time", partition), instantMs + 1))
                        .toList();
                assertThat(read(catalog + ".travel_time", asOf(second), ""))
                        .as("%s, second %s", catalog, second)
                        .isEqualTo(then);
            }
        }
        assertThat(read("kaspar.default.travel_time", asOf(29), "WHERE _partition = 1"))
                .containsExactly("1|0|mixed 5", "1|1|mixed 3", "1|2|mixed 20", "1|3|mixed 9");
        assertThat(fixture.rows("SELECT _partition, max(_offset), count(*) FROM kaspar.default.travel_time " + asOf(29)
                        + " GROUP BY 1 ORDER BY 1"))
                .containsExactly("0|29|30", "1|3|4");
        assertThat(read("kaspar.default.travel_time", asOf(29), "WHERE _timestamp > '2026-01-01 00:00:27'"))
                .containsExactly("0|28|ordered 28", "0|29|ordered 29");
        assertThat(fixture.rows("SELECT count(*) FROM kaspar.travel_time TIMESTAMP AS OF '1960-01-01'"))
                .containsExactly("0");
        assertThat(fixture.plan("SELECT value FROM kaspar.default.travel_time " + asOf(29)))
                .contains("as of [before 2026-01-01T00:00:29.001Z]");
    }

    private static String asOf(int second) {
        return "TIMESTAMP AS OF timestamp'" + START + "' + INTERVAL '" + second + "' SECOND";
    }

    /** As Kafka's own look-up by time says, and its consumer reads. */
    private Stream<String> before(TopicPartition partition, long timestampMs) {
        try {
            long end = fixture.cluster()
                    .admin()
                    .listOffsets(Map.of(partition, OffsetSpec.forTimestamp(timestampMs)))
                    .partitionResult(partition)
                    .get()
                    .offset();
            return fixture.cluster().consumer().readAll(partition, IsolationLevel.READ_COMMITTED).stream()
                    .filter(record -> end < 0 || record.offset() < end)
                    .map(TimeTravelIT::row);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsGoneIsAnErrorAndNeverLess() throws Exception {
        fixture.cluster().createTopic("travel_gone", 2);
        send("travel_gone", 0, "plain", 50);
        send("travel_gone", 1, "plain", 50);
        String snapshot = snapshot("travel_gone");
        deleteBefore("travel_gone", 0, 20);

        assertThatThrownBy(() -> read("kaspar.travel_gone", version(snapshot), ""))
                .hasMessageContaining("records of the snapshot are gone")
                .hasMessageContaining(
                        "partition 0 of topic travel_gone starts at offset 20 by now, and the snapshot at 0");
        assertThatThrownBy(() -> read("kaspar.travel_gone", version(snapshot), "WHERE _offset >= 30"))
                .hasMessageContaining("a snapshot is read whole, or not at all");
        assertThat(read("kaspar.travel_gone", version(snapshot), "WHERE _partition = 1"))
                .hasSize(50);
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM kaspar.travel_gone " + version(snapshot)
                        + " WITH ('failOnDataLoss' = 'false')"))
                .hasMessageContaining("failOnDataLoss=false and VERSION AS OF contradict each other");
        assertThatThrownBy(() -> read("kaspar.travel_gone", "TIMESTAMP AS OF '2020-01-01'", ""))
                .hasMessageContaining(
                        "nothing is left of partition 0 of topic travel_gone before 2020-01-01T00:00:00.001Z");
        assertThat(fixture.rows("SELECT value FROM kaspar.travel_gone TIMESTAMP AS OF '2020-01-01'"
                        + " WITH ('failOnDataLoss' = 'false')"))
                .isEmpty();
        assertThat(read("kaspar.default.travel_gone", "TIMESTAMP AS OF current_timestamp() + INTERVAL 1 DAY", ""))
                .hasSize(80);
    }

    @Test
    void aTopicThatWasCreatedAgainIsAnotherOne() throws Exception {
        fixture.cluster().createTopic("travel_again", 1);
        send("travel_again", 0, "first", 5);
        String snapshot = snapshot("travel_again");
        fixture.cluster().admin().deleteTopics(List.of("travel_again")).all().get();
        Waiting.until(
                "the end of the topic",
                () -> !fixture.cluster().admin().listTopics().names().get().contains("travel_again"));
        fixture.cluster().createTopic("travel_again", 1);
        send("travel_again", 0, "second", 5);

        assertThatThrownBy(() -> read("travel_far.travel_again", version(snapshot), ""))
                .hasMessageContaining("the snapshot is of the topic with the id " + snapshot.substring(0, 22))
                .hasMessageContaining("it was deleted and created again since");
        assertThatThrownBy(() -> read("kaspar.plain", version(snapshot), ""))
                .hasMessageContaining("or another one was meant");
    }

    @Test
    void compactionTakesFormerStatesAway() {
        fixture.cluster().createTopic("travel_compact", 1, 1, Map.of("cleanup.policy", "compact"));
        send("travel_compact", 0, "plain", 5);
        String snapshot = snapshot("travel_compact");
        send("travel_compact", 0, "later", 5);

        for (String asOf : List.of(version(snapshot), "TIMESTAMP AS OF '2026-01-01'")) {
            assertThatThrownBy(() -> read("kaspar.travel_compact", asOf, ""))
                    .hasMessageContaining("AS OF cannot tell a former state of topic travel_compact")
                    .hasMessageContaining("as.of.compacted=true reads what is left of it");
        }
        assertThat(fixture.rows("SELECT value FROM kaspar.travel_compact " + version(snapshot)
                        + " WITH ('as.of.compacted' = 'true')"))
                .hasSize(5);
        fixture.catalog("travel_compacted", Map.of("as.of.compacted", "true"));
        assertThat(fixture.rows("SELECT value FROM travel_compacted.`travel_compact$latest` " + version(snapshot)
                        + " ORDER BY 1"))
                .containsExactly("plain 2", "plain 3", "plain 4");
    }

    @Test
    void viewsOfRecordsHaveFormerStatesAndFactsHaveNone() {
        fixture.cluster().createTopic("travel_views", 1);
        send("travel_views", 0, "plain", 5);
        String snapshot = snapshot("travel_views");
        send("travel_views", 0, "later", 5);

        assertThat(fixture.rows("SELECT CAST(value AS STRING) FROM kaspar.`travel_views$raw` " + version(snapshot)
                        + " WHERE offset > 2"))
                .containsExactly("plain 3", "plain 4");
        assertThat(fixture.rows("SELECT value FROM kaspar.`travel_views$records` " + version(snapshot)))
                .hasSize(5);
        assertThat(fixture.rows("SELECT value FROM kaspar.`travel_views$latest` " + version(snapshot) + " ORDER BY 1"))
                .containsExactly("plain 2", "plain 3", "plain 4");
        for (String facts : List.of("kaspar.`travel_views$partitions`", "kaspar.system.brokers")) {
            for (String asOf : List.of(version(snapshot), "TIMESTAMP AS OF '2026-01-01'")) {
                assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + facts + " " + asOf))
                        .hasMessageContaining("UNSUPPORTED_FEATURE.TIME_TRAVEL");
            }
        }
    }

    @Test
    void wrongTextsAndOtherBoundsAreErrors() {
        for (String wrong : List.of("1", "/", "x/0:0-5", "AAAAAAAAAAAAAAAAAAAAAA/0:5-0", "AAAAAAAAAAAAAAAAAAAAAA/")) {
            assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.plain " + version(wrong)))
                    .as(wrong)
                    .hasMessageContaining("'" + wrong + "'");
        }
        String snapshot = snapshot("plain");
        for (String option : List.of(
                "'startingOffsets' = 'earliest'",
                "'startingTimestamp' = '1'",
                "'startingOffsetsByTimestamp' = '{\"plain\":{\"0\":1,\"1\":1}}'",
                "'endingOffsets' = 'latest'",
                "'endingTimestamp' = '1'",
                "'endingOffsetsByTimestamp' = '{\"plain\":{\"0\":1,\"1\":1}}'")) {
            for (String asOf : List.of(version(snapshot), "TIMESTAMP AS OF '2026-01-01'")) {
                assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.plain " + asOf + " WITH (" + option + ")"))
                        .as(option)
                        .hasMessageContaining("and AS OF both say which part of topic plain is read");
            }
        }
    }

    @Test
    void optionsOfAReaderTravelAndStreamsDoNot() {
        fixture.cluster().createTopic("travel_reader", 1);
        send("travel_reader", 0, "plain", 5);
        String snapshot = snapshot("travel_reader");
        send("travel_reader", 0, "later", 5);

        Dataset<Row> former =
                fixture.spark().read().option("versionAsOf", snapshot).table("kaspar.travel_reader");
        assertThat(former.count()).isEqualTo(5);
        assertThat(fixture.spark()
                        .read()
                        .option("timestampAsOf", "2020-01-01")
                        .table("kaspar.travel_reader")
                        .count())
                .isZero();
        assertThatThrownBy(() -> fixture.spark()
                        .readStream()
                        .option("versionAsOf", snapshot)
                        .table("kaspar.travel_reader")
                        .writeStream()
                        .format("noop")
                        .start()
                        .processAllAvailable())
                .isInstanceOf(Throwable.class);
    }

    @Test
    void aCacheOfOneStateAnswersForNoOther() {
        fixture.cluster().createTopic("travel_cache", 1);
        send("travel_cache", 0, "plain", 5);
        String snapshot = snapshot("travel_cache");
        send("travel_cache", 0, "later", 5);
        fixture.sql("CACHE TABLE kaspar.travel_cache");
        try {
            assertThat(fixture.value("SELECT count(value) FROM kaspar.travel_cache"))
                    .isEqualTo(10L);
            assertThat(fixture.value("SELECT count(value) FROM kaspar.travel_cache " + version(snapshot)))
                    .isEqualTo(5L);
            assertThat(fixture.value("SELECT count(value) FROM kaspar.travel_cache TIMESTAMP AS OF '2020-01-01'"))
                    .isEqualTo(0L);
        } finally {
            fixture.sql("UNCACHE TABLE kaspar.travel_cache");
        }
        Dataset<Row> former = fixture.sql("SELECT value FROM kaspar.travel_cache " + version(snapshot))
                .cache();
        assertThat(former.count()).isEqualTo(5);
        assertThat(fixture.sql("SELECT value FROM kaspar.travel_cache").count()).isEqualTo(10);
        var unused = former.unpersist(true);
    }

    @Test
    void theFunctionIsAskedOnceAndAgreesWithItsQuery() {
        fixture.cluster().createTopic("travel_once", 2);
        send("travel_once", 0, "plain", 5);

        List<String> rows =
                fixture.rows("SELECT kaspar.system.snapshot('travel_once'), count(*) FROM kaspar.travel_once");
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).endsWith("/0:0-5@0,1:0-0|5");
        assertThat(fixture.rows("SELECT DISTINCT kaspar.SYSTEM.Snapshot('travel_once') FROM range(0, 1000, 1, 8)"))
                .containsExactly(rows.get(0).split("\\|")[0]);
        assertThat(fixture.rows("SHOW USER FUNCTIONS IN kaspar.system")).isNotNull();
        assertThatThrownBy(() -> fixture.rows("SELECT kaspar.system.snapshot('travel_onc')"))
                .hasMessageContaining("there is no topic travel_onc")
                .hasMessageContaining("did you mean kaspar.travel_once");
        assertThatThrownBy(() -> fixture.rows("SELECT kaspar.system.snapshot(value) FROM kaspar.travel_once"))
                .hasMessageContaining("takes the name of a topic as a literal");
        assertThatThrownBy(() -> fixture.rows("SELECT kaspar.system.snapshot(NULL)"))
                .hasMessageContaining("snapshot takes the name of");
        assertThatThrownBy(() -> fixture.rows("SELECT kaspar.system.snapshot('a', 'b')"))
                .hasMessageContaining("snapshot takes the name of one topic");
    }

    @Test
    void perQueryOptionsSayThePartByPartition() {
        fixture.cluster().createTopic("travel_with", 2);
        for (int second = 0; second < 10; second++) {
            fixture.cluster()
                    .producer()
                    .send(List.of(
                            at("travel_with", 0, START_MS + second * 1000L, "a" + second),
                            at("travel_with", 1, START_MS + second * 1000L, "b" + second)));
        }
        assertThat(valuesWith("'startingOffsets' = '{\"travel_with\":{\"0\":8,\"1\":-1}}'"))
                .containsExactly("a8", "a9");
        assertThat(valuesWith("'endingOffsets' = '{\"travel_with\":{\"0\":1,\"1\":2}}'"))
                .containsExactly("a0", "b0", "b1");
        assertThat(valuesWith("'startingTimestamp' = '" + (START_MS + 8500) + "'"))
                .containsExactly("a9", "b9");
        assertThat(valuesWith("'startingTimestamp' = '" + (START_MS + 3000) + "', 'endingTimestamp' = '"
                        + (START_MS + 4000) + "'"))
                .containsExactly("a3", "b3");
        assertThat(valuesWith("'startingOffsetsByTimestamp' = '{\"travel_with\":{\"0\":" + (START_MS + 9000) + ",\"1\":"
                        + (START_MS + 8000) + "}}'"))
                .containsExactly("a9", "b8", "b9");
        assertThat(valuesWith("'endingOffsetsByTimestamp' = '{\"travel_with\":{\"0\":" + (START_MS + 1000) + ",\"1\":"
                        + START_MS + "}}'"))
                .containsExactly("a0");
    }

    private List<String> valuesWith(String options) {
        return fixture.rows("SELECT value FROM kaspar.travel_with WITH (" + options + ") ORDER BY 1");
    }

    @Test
    void snapshotsHaveNames() throws Exception {
        fixture.catalog("travel_named", Map.of("snapshots.topic", "travel-snapshots"));
        fixture.cluster().createTopic("travel_names", 2);
        send("travel_names", 0, "plain", 5);

        List<String> saved = fixture.rows("CALL travel_named.system.save_snapshot('travel_names', 'before-release')");
        assertThat(saved)
                .singleElement()
                .asString()
                .startsWith("travel_names|before-release|")
                .endsWith("/0:0-5@0,1:0-0");
        send("travel_names", 1, "later", 5);
        assertThat(fixture.rows("CALL travel_named.system.save_snapshot('travel_names', 'after release')"))
                .hasSize(1);

        assertThat(read("travel_named.travel_names", version("before-release"), ""))
                .hasSize(5);
        assertThat(read("travel_named.travel_names", version("after release"), ""))
                .hasSize(10);
        assertThat(fixture.rows("SELECT _key, value FROM travel_named.`travel-snapshots` ORDER BY _offset"))
                .hasSize(2)
                .contains("travel_names/before-release|" + saved.get(0).split("\\|")[2]);
        assertThatThrownBy(() -> read("travel_named.travel_names", version("before-releas"), ""))
                .hasMessageContaining(
                        "there is no snapshot 'before-releas' of topic travel_names in topic travel-snapshots")
                .hasMessageContaining("did you mean before-release?")
                .hasMessageContaining("CALL travel_named.system.save_snapshot('travel_names', 'before-releas')");
        assertThatThrownBy(() -> read("travel_named.plain", version("before-release"), ""))
                .hasMessageContaining("there is no snapshot 'before-release' of topic plain");
        assertThatThrownBy(
                        () -> fixture.rows("CALL travel_named.system.save_snapshot('travel_names', 'before-release')"))
                .hasMessageContaining("there is a snapshot 'before-release' of topic travel_names already");
        assertThat(fixture.rows(
                        "CALL travel_named.system.save_snapshot(topic => 'travel_names', name => 'before-release',"
                                + " replace => true)"))
                .hasSize(1);
        assertThat(read("travel_named.travel_names", version("before-release"), ""))
                .hasSize(10);
        fixture.sql("DELETE FROM travel_named.`travel-snapshots` WHERE _key = 'travel_names/after release'");
        assertThatThrownBy(() -> read("travel_named.travel_names", version("after release"), ""))
                .hasMessageContaining("there is no snapshot 'after release'");
        assertThat(fixture.cluster()
                        .admin()
                        .describeConfigs(List.of(new ConfigResource(ConfigResource.Type.TOPIC, "travel-snapshots")))
                        .all()
                        .get()
                        .values()
                        .iterator()
                        .next()
                        .get("cleanup.policy")
                        .value())
                .isEqualTo("compact");
    }

    @Test
    void namesThatCannotBeKeptAreErrors() {
        fixture.catalog("travel_passing", Map.of("snapshots.topic", "plain"));
        fixture.catalog("travel_dry", Map.of("snapshots.topic", "travel-dry-snapshots", "dry-run", "true"));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.plain VERSION AS OF 'some'"))
                .hasMessageContaining("set the option snapshots.topic")
                .hasMessageContaining("SELECT kaspar.system.snapshot('plain')");
        assertThatThrownBy(() -> fixture.rows("CALL kaspar.system.save_snapshot('plain', 'some')"))
                .hasMessageContaining("the snapshot is kept nowhere: set the option snapshots.topic");
        assertThatThrownBy(() -> fixture.rows("CALL travel_dry.system.save_snapshot('plain', 'a/b')"))
                .hasMessageContaining("'a/b' is no name of a snapshot");
        assertThatThrownBy(() -> fixture.rows("CALL travel_dry.system.save_snapshot('plain', 'some')"))
                .hasMessageContaining("would be kept in topic travel-dry-snapshots");
        assertThatThrownBy(() -> fixture.rows("CALL travel_passing.system.save_snapshot('plain', 'some')"))
                .hasMessageContaining("topic plain of the option snapshots.topic is not compacted");
        assertThatThrownBy(() -> fixture.rows("CALL travel_dry.system.save_snapshot('nothing', 'some')"))
                .hasMessageContaining("there is no topic nothing");
    }
}
