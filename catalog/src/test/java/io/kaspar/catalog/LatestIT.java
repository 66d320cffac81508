package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code topic$latest}, compared with what Kafka's consumer sees, put into a map for each partition. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LatestIT {
    /** The last partition stays empty. */
    private static final int PARTITIONS = 3;

    /** Of one burst; the next one has some others, so that last records are everywhere. */
    private static final int KEYS = 30;

    private static final long START_MS = 1_767_225_600_000L;
    private static final String TABLE = "kaspar.`states$latest`";

    private final SqlFixture fixture;
    private final Random random = new Random(Long.getLong("kaspar.seed", 11));
    private List<ConsumerRecord<byte[], byte[]>> records = List.of();
    private List<ConsumerRecord<byte[], byte[]>> latest = List.of();

    LatestIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void fill() {
        fixture.registry().register("states-value", SqlFixture.ORDER.toString());
        fixture.cluster().createTopic("states", PARTITIONS, 1, Map.of("internal.segment.bytes", "20000"));
        for (int burst = 0; burst < 6; burst++) {
            fixture.cluster().producer().send(orders(400, burst), Map.of("batch.size", 500 + random.nextInt(9000)));
            fixture.cluster().producer().sendCommitted("states-committed", orders(100, burst));
            fixture.cluster().producer().sendAborted("states-aborted", orders(100, burst));
        }
        records = read(IsolationLevel.READ_COMMITTED);
        latest = folded(records);
        assertThat(latest).hasSizeBetween(80, 6 * KEYS);
        assertThat(read(IsolationLevel.READ_UNCOMMITTED)).hasSizeGreaterThan(records.size());
    }

    private List<ProducerRecord<byte[], byte[]>> orders(int count, int burst) {
        List<ProducerRecord<byte[], byte[]>> orders = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            // both partitions have all keys
            orders.add(record(
                    "states",
                    random.nextInt(PARTITIONS - 1),
                    "k" + (random.nextInt(KEYS) + burst * KEYS / 3),
                    random.nextInt(5) == 0 ? null : fixture.order(random.nextInt(10_000))));
        }
        return orders;
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for values
    private ProducerRecord<byte[], byte[]> record(String topic, int partition, String key, byte @Nullable [] value) {
        return new ProducerRecord<>(
                topic, partition, START_MS + random.nextInt(100_000), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private List<ConsumerRecord<byte[], byte[]>> read(IsolationLevel isolation) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            fixture.cluster().consumer().awaitDecided(new TopicPartition("states", partition));
            read.addAll(fixture.cluster().consumer().readAll(new TopicPartition("states", partition), isolation));
        }
        return read;
    }

    private record PartitionKey(int partition, ByteBuffer key) {}

    private static List<ConsumerRecord<byte[], byte[]>> folded(List<ConsumerRecord<byte[], byte[]>> records) {
        Map<PartitionKey, ConsumerRecord<byte[], byte[]>> last = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            PartitionKey key = new PartitionKey(record.partition(), ByteBuffer.wrap(record.key()));
            if (record.value() == null) {
                last.remove(key);
            } else {
                last.put(key, record);
            }
        }
        return last.values().stream()
                .sorted(Comparator.comparing((ConsumerRecord<byte[], byte[]> record) -> record.partition())
                        .thenComparing(ConsumerRecord::offset))
                .toList();
    }

    private static List<String> places(Stream<ConsumerRecord<byte[], byte[]>> records) {
        return records.map(record -> record.partition() + "|" + record.offset()).toList();
    }

    private List<String> places(String where) {
        return fixture.rows("SELECT _partition, _offset FROM " + TABLE + where + " ORDER BY _partition, _offset");
    }

    private String plan(String query) {
        return fixture.sql(query).queryExecution().executedPlan().toString();
    }

    /** The whole record, by what the topic's own table says of this place. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void isTheLastRecordOfEachKeyAndPartition(String locality) {
        String columns = "_partition, _offset, _timestamp, _key, *, hex(_value), _leader_epoch, size(_headers)";
        String with = " WITH ('read.locality' = '" + locality + "')";
        List<String> rows =
                fixture.rows("SELECT " + columns + " FROM " + TABLE + with + " ORDER BY _partition, _offset");
        String places = latest.stream()
                .map(record -> "(" + record.partition() + ", " + record.offset() + "L)")
                .collect(Collectors.joining(", "));
        assertThat(rows)
                .hasSameSizeAs(latest)
                .isEqualTo(fixture.rows("SELECT " + columns + " FROM kaspar.states WHERE (_partition, _offset) IN ("
                        + places + ") ORDER BY _partition, _offset"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void showsWhatUncommittedReadersSee(String locality) {
        assertThat(places(" WITH ('isolation' = 'read_uncommitted', 'read.locality' = '" + locality + "')"))
                .isEqualTo(places(folded(read(IsolationLevel.READ_UNCOMMITTED)).stream()))
                .isNotEqualTo(places(latest.stream()));
    }

    @Test
    void readsAPartitionInOneTask() {
        assertThat(places(" WITH ('minPartitions' = '8')")).isEqualTo(places(latest.stream()));
        assertThat(places(" WITH ('maxRecordsPerPartition' = '10')")).isEqualTo(places(latest.stream()));
        assertThat(plan("SELECT * FROM " + TABLE + " WITH ('maxRecordsPerPartition' = '10')"))
                .contains("the last record of each key")
                .contains("in 2 tasks");
        assertThat(plan("SELECT * FROM " + TABLE)).doesNotContain("Exchange");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantity = 2",
                "_offset < 900",
                "_offset BETWEEN 300 AND 700",
                "_timestamp < TIMESTAMP'2026-01-01 00:00:30'",
                "_timestamp >= TIMESTAMP'2026-01-01 00:00:30' AND _offset < 1000 AND quantity <> 1",
                "_key = 'k7'",
                "customer IS NULL OR _offset > 1000",
                "_partition = 1 AND _offset < 900",
                "_partition = 0 OR _offset < 900",
                "_value IS NULL",
            })
    void isFilteredAfterItIsFound(String condition) {
        List<String> all =
                fixture.rows("SELECT _partition, _offset FROM (SELECT *, _partition, _offset, _timestamp, _key,"
                        + " _value, rand() AS r FROM " + TABLE + ") WHERE r < 2 AND (" + condition + ")"
                        + " ORDER BY _partition, _offset");
        assertThat(places(" WHERE " + condition)).isEqualTo(all);
        assertThat(fixture.value("SELECT count(*) FROM " + TABLE + " WHERE " + condition))
                .isEqualTo((long) all.size());
    }

    /** Conditions that would bring back older records if they were applied before. */
    @Test
    void bringsBackNoOlderRecord() {
        long last = latest.stream().mapToLong(ConsumerRecord::offset).min().orElseThrow();
        assertThat(places(" WHERE _offset < " + last)).isEmpty();
        assertThat(fixture.rows("SELECT * FROM kaspar.states WHERE _offset < " + last))
                .isNotEmpty();
    }

    @Test
    void readsThePartitionsThatAreWanted() {
        assertThat(places(" WHERE _partition = 1"))
                .isEqualTo(places(latest.stream().filter(record -> record.partition() == 1)));
        assertThat(plan("SELECT * FROM " + TABLE + " WHERE _partition = 1"))
                .contains("reads 1 of 3 partitions")
                .doesNotContain("Filter (");
        assertThat(places(" WHERE _partition = 2")).isEmpty();
    }

    @Test
    void isTheLastOfWhatIsRead() {
        List<ConsumerRecord<byte[], byte[]>> early = folded(records.stream()
                .filter(record -> record.offset() >= 50 && record.offset() < 400)
                .toList());
        assertThat(places(" WITH ('startingOffsets' = '{\"states\":{\"0\":50,\"1\":50,\"2\":0}}',"
                        + " 'endingOffsets' = '{\"states\":{\"0\":400,\"1\":400,\"2\":0}}')"))
                .isEqualTo(places(early.stream()))
                .isNotEmpty();
    }

    @Test
    void isCounted() {
        assertThat(fixture.value("SELECT count(*) FROM " + TABLE)).isEqualTo((long) latest.size());
        assertThat(fixture.value("SELECT count(*) FROM " + TABLE + " WITH ('mode' = 'DROPMALFORMED')"))
                .isEqualTo((long) latest.size());
        assertThat(fixture.value("SELECT count(DISTINCT _key) FROM " + TABLE + " WHERE _partition = 0"))
                .isEqualTo(latest.stream()
                        .filter(record -> record.partition() == 0)
                        .count());
        assertThat(fixture.value("SELECT sum(quantity) FROM " + TABLE))
                .isEqualTo(fixture.value("SELECT sum(quantity) FROM (SELECT max_by(quantity, _offset) AS quantity,"
                        + " max_by(_value IS NULL, _offset) AS gone FROM kaspar.states GROUP BY _partition, _key)"
                        + " WHERE NOT gone"));
    }

    @Test
    void isLimited() {
        assertThat(fixture.rows("SELECT _partition, _offset FROM " + TABLE + " LIMIT 7"))
                .hasSize(7)
                .isSubsetOf(places(latest.stream()));
        assertThat(fixture.rows("SELECT quantity FROM " + TABLE + " WHERE _partition = 0 LIMIT 1"))
                .hasSize(1);
        assertThat(fixture.rows("SELECT * FROM " + TABLE + " LIMIT 100000")).hasSameSizeAs(latest);
    }

    /** Both sides read one snapshot. */
    @Test
    void isJoined() {
        assertThat(fixture.value("SELECT count(*) FROM " + TABLE + " l JOIN kaspar.states s"
                        + " ON l._partition = s._partition AND l._offset = s._offset AND l.order_id = s.order_id"))
                .isEqualTo((long) latest.size());
        assertThat(fixture.rows("SELECT s._partition, s._offset FROM kaspar.states s LEFT ANTI JOIN " + TABLE + " l"
                        + " ON l._partition = s._partition AND l._offset = s._offset"))
                .hasSize(records.size() - latest.size());
    }

    @Test
    void isEmptyWhereTheTopicIs() {
        assertThat(fixture.rows("SELECT * FROM kaspar.`empty$latest`")).isEmpty();
        assertThat(fixture.value("SELECT count(*) FROM kaspar.`empty$latest`")).isEqualTo(0L);
    }

    @Test
    void refusesRecordsWithoutKey() {
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`plain$latest`"))
                .hasStackTraceContaining("the record at offset 0 of plain-1 has no key");
        assertThat(fixture.rows("SELECT value, _key FROM kaspar.`plain$latest` WHERE _partition = 0"))
                .containsExactly("plain 0|k0");
    }

    /** The last record counts, also when it is malformed: an older one would be wrong. */
    @Test
    void putsNoOlderRecordInTheMalformedOnesPlace() {
        fixture.cluster().createTopic("states-malformed", 1);
        fixture.registry().register("states-malformed-value", SqlFixture.ORDER.toString());
        fixture.cluster()
                .producer()
                .send(List.of(
                        record("states-malformed", 0, "a", fixture.order(1)),
                        record("states-malformed", 0, "b", fixture.order(2)),
                        record("states-malformed", 0, "a", new byte[] {1, 2})));
        String table = "kaspar.`states-malformed$latest`";

        assertThatThrownBy(() -> fixture.rows("SELECT order_id FROM " + table))
                .hasStackTraceContaining("offset 2 of states-malformed-0");
        assertThat(fixture.rows("SELECT order_id, _offset FROM " + table + " WITH ('mode' = 'PERMISSIVE')"))
                .containsExactly("2|1", "null|2");
        assertThat(fixture.rows("SELECT order_id, _offset FROM " + table + " WITH ('mode' = 'DROPMALFORMED')"))
                .containsExactly("2|1");
        assertThat(fixture.value("SELECT count(*) FROM " + table + " WITH ('mode' = 'DROPMALFORMED')"))
                .isEqualTo(1L);
    }

    @Test
    void saysWhatItIs() {
        assertThat(fixture.rows("DESCRIBE EXTENDED " + TABLE))
                .anyMatch(row -> row.startsWith("Comment|the last record of each key and partition of topic states"));
        assertThat(fixture.rows("DESCRIBE " + TABLE)).isEqualTo(fixture.rows("DESCRIBE kaspar.states"));
        assertThat(fixture.rows("DESCRIBE EXTENDED kaspar.states")).noneMatch(row -> row.startsWith("Comment|"));
    }

    /** A list of thousands of topics would be twice as long for nothing new. */
    @Test
    void isFoundThoughNotListed() {
        assertThat(fixture.rows("SHOW TABLES IN kaspar LIKE 'states*'"))
                .anyMatch(row -> row.contains("states"))
                .noneMatch(row -> row.contains("$latest"));
        assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`states$latest`"))
                .isTrue();
        assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`nowhere$latest`"))
                .isFalse();
        for (String misspelt : List.of("Latest", "lastest")) {
            assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`states$" + misspelt + "`"))
                    .hasMessageContaining("did you mean kaspar.`states$latest`?");
        }
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`state$latest`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND")
                .hasMessageContaining("kaspar.states");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`states$Latest`"))
                .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND");
    }

    @Test
    void isReadWithoutACatalog() {
        assertThat(fixture.spark()
                        .read()
                        .format("kaspar")
                        .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                        .option("schema.registry.url", fixture.registry().url())
                        .load("states$latest")
                        .count())
                .isEqualTo(latest.size());
    }

    /** The view's word wins, so that a name keeps its meaning; the type is found by its full name. */
    @Test
    void winsOverARecordTypeOfTheSameName() {
        fixture.cluster().createTopic("states-typed", 1);
        String schema = "{\"type\":\"record\",\"name\":\"latest\",\"namespace\":\"shop\",\"fields\":["
                + "{\"name\":\"id\",\"type\":\"long\"}]}";
        int id = fixture.registry().register("states-typed-shop.latest", schema);
        byte[] seven =
                ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 14).array();
        fixture.cluster()
                .producer()
                .send(List.of(record("states-typed", 0, "a", seven), record("states-typed", 0, "a", seven)));

        fixture.sql("REFRESH TABLE kaspar.`states-typed`");

        assertThat(fixture.rows("SELECT latest.id FROM kaspar.`states-typed$latest`"))
                .containsExactly("7");
        assertThat(fixture.rows("SELECT id FROM kaspar.`states-typed$shop.latest`"))
                .containsExactly("7", "7");
        assertThat(fixture.rows("SHOW TABLES IN kaspar LIKE 'states-typed*'"))
                .noneMatch(row -> row.contains("$latest"));
    }
}
