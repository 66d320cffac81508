package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.IntegerSerializer;
import org.apache.kafka.common.serialization.LongSerializer;
import org.apache.kafka.common.serialization.ShortSerializer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions on keys: which partitions are read for them where all keys lie as Kafka's own producer puts them, which is the judge here. */
@ExtendWith(SqlFixtureExtension.class)
class KeysIT {
    private static final String TEXTS = "keys-of-text";
    private static final String INTS = "keys-of-int";
    private static final String LONGS = "keys-of-long";
    private static final String SHORTS = "keys-of-short";
    private static final String CRCS = "keys-by-crc";
    private static final int PARTITIONS = 7;
    private static final List<String> KEYS =
            List.of("", "a", "k1", "k2", "k3", "Schlüssel", "ключ", "鍵", "🗝", "k".repeat(300), "it''s");
    private static final List<Long> NUMBERS = List.of(0L, 1L, -1L, 42L, 32_767L, -32_768L);

    private final SqlFixture fixture;

    /** What the consumer has read of a topic; each takes it a second. */
    private final Map<String, List<ConsumerRecord<byte[], byte[]>>> consumed = new HashMap<>();

    KeysIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    static void fill(SqlFixture fixture) {
        for (String topic : List.of(TEXTS, INTS, LONGS, SHORTS, CRCS)) {
            fixture.cluster().createTopic(topic, PARTITIONS);
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            for (String key : KEYS) {
                records.add(text(TEXTS, key.replace("''", "'"), key + round));
            }
            records.add(text(TEXTS, null, "none" + round));
            for (long number : NUMBERS) {
                records.add(of(INTS, new IntegerSerializer().serialize(INTS, (int) number)));
                records.add(of(LONGS, new LongSerializer().serialize(LONGS, number)));
                records.add(of(SHORTS, new ShortSerializer().serialize(SHORTS, (short) number)));
            }
            for (int number = 0; number < 10; number++) {
                byte[] key = bytes("c" + number);
                records.add(new ProducerRecord<>(CRCS, crc32(key), key, bytes("v")));
            }
            records.add(new ProducerRecord<>(CRCS, round % PARTITIONS, new byte[0], bytes("empty")));
        }
        fixture.cluster().producer().send(records);
        fixture.catalog(
                "keyed",
                Map.of(
                        "partitioner",
                        "murmur2",
                        "topic." + INTS + ".key.format",
                        "int",
                        "topic." + LONGS + ".key.format",
                        "long",
                        "topic." + SHORTS + ".key.format",
                        "short",
                        "topic." + CRCS + ".partitioner",
                        "crc32"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** librdkafka's: see its {@code rd_kafka_msg_partitioner_consistent}. */
    private static int crc32(byte[] key) {
        CRC32 checksum = new CRC32();
        checksum.update(key);
        return (int) (checksum.getValue() % PARTITIONS);
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys
    private static ProducerRecord<byte[], byte[]> text(String topic, @Nullable String key, String value) {
        return new ProducerRecord<>(topic, key == null ? null : bytes(key), bytes(value));
    }

    private static ProducerRecord<byte[], byte[]> of(String topic, byte[] key) {
        return new ProducerRecord<>(topic, key, bytes("v"));
    }

    private static String table(String catalog, String topic) {
        return catalog + ".`" + topic + "`";
    }

    /** The partitions that the records of some keys lie in, as Kafka's own consumer reads them. */
    private SortedSet<Integer> partitions(String topic, List<byte[]> keys) {
        TreeSet<Integer> found = new TreeSet<>();
        consumed.computeIfAbsent(topic, this::consume).forEach(record -> {
            if (record.key() != null
                    && keys.stream().anyMatch(key -> ByteBuffer.wrap(key).equals(ByteBuffer.wrap(record.key())))) {
                found.add(record.partition());
            }
        });
        return found;
    }

    private List<ConsumerRecord<byte[], byte[]>> consume(String topic) {
        return IntStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .flatMap(name -> fixture.cluster().consumer().readAll(name, IsolationLevel.READ_COMMITTED).stream())
                .toList();
    }

    /** The rows of a condition, which are those of a scan that reads everything; and the partitions that the plan reads. */
    private SortedSet<Integer> read(String table, String condition, int rows) {
        String select = "SELECT _partition, _offset FROM " + table;
        String where = " WHERE " + condition + " ORDER BY 1, 2";
        List<String> found = fixture.rows(select + where);
        assertThat(found)
                .as(condition)
                .hasSize(rows)
                .isEqualTo(fixture.rows(select + " WITH ('pushdown' = 'off')" + where));
        String plan = fixture.plan(select + " WHERE " + condition);
        String ranges = plan.replaceAll("(?s).*? of " + PARTITIONS + " partitions \\[(.*?)\\] in .*", "$1");
        TreeSet<Integer> partitions = new TreeSet<>();
        for (String range : ranges.split(", (?=\\d+:)", -1)) {
            if (!range.isEmpty()) {
                partitions.add(Integer.valueOf(range.substring(0, range.indexOf(':'))));
            }
        }
        return partitions;
    }

    /** The partitions that have records; a plan names no others. */
    private SortedSet<Integer> all(String topic) {
        TreeSet<Integer> all = new TreeSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            TopicPartition name = new TopicPartition(topic, partition);
            if (fixture.cluster().consumer().endOffset(name, IsolationLevel.READ_COMMITTED) > 0) {
                all.add(partition);
            }
        }
        assertThat(all).hasSizeGreaterThan(3);
        return all;
    }

    @Test
    void readsThePartitionOfAKeyOnly() {
        for (String key : KEYS) {
            byte[] bytes = bytes(key.replace("''", "'"));
            String condition = "_key = '" + key + "'";
            assertThat(read(table("keyed", TEXTS), condition, 20))
                    .as(key)
                    .hasSize(1)
                    .isEqualTo(partitions(TEXTS, List.of(bytes)));
            assertThat(read(table("kaspar", TEXTS), condition, 20)).isEqualTo(all(TEXTS));
        }
        assertThat(read(table("keyed", TEXTS), "_key IN ('k1', 'ключ', '')", 60))
                .isEqualTo(partitions(TEXTS, List.of(bytes("k1"), bytes("ключ"), new byte[0])));
        assertThat(read(table("keyed", TEXTS), "_key = 'of nobody'", 0)).hasSizeLessThanOrEqualTo(1);
        assertThat(read(table("keyed", TEXTS), "'k2' = _key OR _key = 'k3'", 40))
                .isEqualTo(partitions(TEXTS, List.of(bytes("k2"), bytes("k3"))));
        assertThat(read(table("keyed", TEXTS), "_key <=> 'k2'", 20)).isEqualTo(partitions(TEXTS, List.of(bytes("k2"))));
    }

    @Test
    void saysWhyItReadsLess() {
        assertThat(fixture.plan("SELECT value FROM " + table("keyed", TEXTS) + " WHERE _key = 'k1'"))
                .contains("reads 1 of 7 partitions", "_key = 'k1'");
    }

    @Test
    void readsThePartitionOfANumber() {
        for (long number : NUMBERS) {
            String condition = "_key = " + number;
            assertThat(read(table("keyed", INTS), condition, 20))
                    .isEqualTo(partitions(INTS, List.of(new IntegerSerializer().serialize(INTS, (int) number))));
            assertThat(read(table("keyed", LONGS), condition, 20))
                    .isEqualTo(partitions(LONGS, List.of(new LongSerializer().serialize(LONGS, number))));
            assertThat(read(table("keyed", SHORTS), condition, 20))
                    .isEqualTo(partitions(SHORTS, List.of(new ShortSerializer().serialize(SHORTS, (short) number))));
        }
        assertThat(fixture.rows("SELECT value FROM " + table("keyed", SHORTS) + " WHERE _key = 40000"))
                .isEmpty();
        assertThat(fixture.rows("SELECT value FROM " + table("keyed", INTS) + " WHERE _key = 4000000000"))
                .isEmpty();
        assertThat(read(table("keyed", LONGS), "_key IN (42, -1)", 40)).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void readsThePartitionOfBytes() {
        String raw = table("keyed", TEXTS + "$raw");

        assertThat(fixture.plan("SELECT value FROM " + raw + " WHERE key = X'6B31'"))
                .contains("reads 1 of 7 partitions");
        assertThat(fixture.rows("SELECT count(*) FROM " + raw + " WHERE key = X'6B31' OR key = X''"))
                .containsExactly("40");
        assertThat(fixture.plan("SELECT value FROM " + table("keyed", TEXTS + "$records") + " WHERE key = 'k1'"))
                .contains("reads 1 of 7 partitions");
    }

    /** Records without a key are anywhere, and so are all keys that nobody names. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "_key IS NULL | 20",
                "_key <=> NULL | 20",
                "_key IS NOT NULL | 220",
                "_key <> 'k1' | 200",
                "NOT (_key <=> 'k1') | 220",
                "_key NOT IN ('k1', 'k2') | 180",
                "_key = 'k1' OR _key IS NULL | 40",
                "_key > 'k1' | 120",
                "_key = 'k1' OR length(value) = 2 | 60",
            })
    void readsAllPartitionsWhereARecordMayBeInAny(String condition, int rows) {
        assertThat(read(table("keyed", TEXTS), condition, rows)).isEqualTo(all(TEXTS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "_key NOT IN ('k1', NULL)",
                "_key IN ('k1', NULL)",
                "_key = 'k1' AND _offset >= 5",
                "_key = 'k1' AND _partition = 0",
                "_key = 'k1' AND _key = 'k2'",
                "_key IN ('k1', 'k2', 'a') AND _key <> 'k2' AND length(value) > 2",
                "(_key = 'k1' AND _offset < 10) OR (_key = 'k2' AND length(value) = 3)",
                "_key = 'k1' OR _partition = 3",
                "NOT (_key <> 'k1' OR _key IS NULL)",
                "_key LIKE 'k1' AND _key = 'k1'",
                "_key IN (SELECT concat('k', id) FROM range(3))",
            })
    void givesTheSameRowsWithAndWithoutPushdown(String condition) {
        String select = "SELECT _partition, _offset, value FROM " + table("keyed", TEXTS);
        String where = " WHERE " + condition + " ORDER BY 1, 2";

        assertThat(fixture.rows(select + where)).isEqualTo(fixture.rows(select + " WITH ('pushdown' = 'off')" + where));
    }

    @Test
    void readsNoPartitionForKeysThatCannotBeThere() {
        SortedSet<Integer> ofK1 = partitions(TEXTS, List.of(bytes("k1")));
        int other = ofK1.first() == 0 ? 1 : 0;

        assertThat(read(table("keyed", TEXTS), "_key = 'k1' AND _partition = " + other, 0))
                .isEmpty();
        assertThat(read(table("keyed", TEXTS), "_key IN ('k1', NULL)", 20)).isEqualTo(ofK1);
        SortedSet<Integer> two = all(TEXTS);
        two.retainAll(List.of(5, 6));
        assertThat(read(
                        table("keyed", TEXTS),
                        "(_partition = 5 AND length(value) = 99) OR (_partition = 6 AND value = 'x')",
                        0))
                .isEqualTo(two);
    }

    @Test
    void findsTheLastRecordOfAKey() {
        String query = "SELECT _offset FROM " + table("keyed", LONGS + "$latest") + " WHERE _key = 42";

        assertThat(fixture.plan(query)).contains("reads 1 of 7 partitions");
        assertThat(fixture.rows(query))
                .isEqualTo(fixture.rows("SELECT max(_offset) FROM " + table("keyed", LONGS)
                        + " WITH ('pushdown' = 'off') WHERE _key = 42"));
    }

    @Test
    void findsKeysByTheOtherPartitioner() {
        for (int number = 0; number < 10; number++) {
            byte[] key = bytes("c" + number);
            assertThat(read(table("keyed", CRCS), "_key = 'c" + number + "'", 20))
                    .containsExactly(crc32(key));
        }
        assertThat(read(table("keyed", CRCS), "_key = ''", 20)).isEqualTo(all(CRCS));
    }

    @Test
    void takesAQuerysWord() {
        String query = "SELECT value FROM kaspar.`" + TEXTS + "` WITH ('partitioner' = 'murmur2') WHERE _key = 'k1'";

        assertThat(fixture.plan(query)).contains("reads 1 of 7 partitions");
        assertThat(fixture.rows(query)).hasSize(20);
    }

    @Test
    void placesKeysInEachOfSeveralTopics() {
        fixture.cluster().createTopic("keys-of-three", 3);
        fixture.cluster().producer().send(List.of(text("keys-of-three", "k1", "three")));

        List<Row> rows = fixture.spark()
                .read()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("subscribe", "keys-of-three," + TEXTS)
                .option("partitioner", "murmur2")
                .load()
                .where("_key = 'k1'")
                .collectAsList();

        assertThat(rows).hasSize(21);
    }

    /** The id of the schema is a part of the bytes. */
    @Test
    void placesNoKeysWithAFrame() {
        String topic = "keys-in-frames";
        fixture.cluster().createTopic(topic, 3);
        int id = fixture.registry().register(topic + "-key", "\"string\"");
        byte[] key = ByteBuffer.allocate(8)
                .put((byte) 0)
                .putInt(id)
                .put((byte) 4)
                .put(bytes("k1"))
                .array();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(List.of(of(topic, key), of(topic, key)));
        for (int partition = 0; partition < 3; partition++) {
            records.add(TestProducer.text(topic, partition, null, "v"));
        }
        fixture.cluster().producer().send(records);
        String query = "SELECT value FROM " + table("keyed", topic) + " WHERE _key = 'k1'";

        assertThat(fixture.plan(query)).contains("reads 3 of 3 partitions");
        assertThat(fixture.rows(query)).hasSize(2);
    }

    private List<Row> verify(String catalog, String topic) {
        return fixture.sql("CALL " + catalog + ".system.verify_partitioner('" + topic + "')")
                .collectAsList();
    }

    private static String column(Row row, String name) {
        return String.valueOf(row.<Object>getAs(name));
    }

    @Test
    void verifiesWhereKeysLie() {
        List<Row> rows = verify("kaspar", TEXTS);

        assertThat(rows).extracting(row -> column(row, "partitioner")).containsExactly("murmur2", "crc32");
        Row murmur2 = rows.get(0);
        assertThat(column(murmur2, "records")).isEqualTo("240");
        assertThat(column(murmur2, "keys")).isEqualTo("220");
        assertThat(column(murmur2, "elsewhere")).isEqualTo("0");
        assertThat(column(murmur2, "first_elsewhere")).isEqualTo("null");
        assertThat(column(murmur2, "what_to_do"))
                .contains("spark.sql.catalog.kaspar.topic." + TEXTS + ".partitioner=murmur2");
        assertThat(column(rows.get(1), "what_to_do")).contains("do not set partitioner=crc32");

        assertThat(column(verify("kaspar", CRCS).get(1), "elsewhere")).isEqualTo("0");
    }

    @Test
    void seesThatPartitionsWereAdded() {
        String topic = "keys-that-moved";
        fixture.cluster().createTopic(topic, 2);
        fixture.cluster().producer().send(fifty(topic, "old"));
        assertThat(column(verify("kaspar", topic).get(0), "elsewhere")).isEqualTo("0");
        fixture.cluster().admin().createPartitions(Map.of(topic, NewPartitions.increaseTo(5)));
        Waiting.until("the partitions to be seen", () -> {
            fixture.cluster().producer().send(fifty(topic, "new"));
            return fixture.cluster().consumer().endOffset(new TopicPartition(topic, 4), IsolationLevel.READ_COMMITTED)
                    > 0;
        });
        Map<String, Integer> places = new HashMap<>();
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        for (int partition = 0; partition < 5; partition++) {
            all.addAll(fixture.cluster()
                    .consumer()
                    .readAll(new TopicPartition(topic, partition), IsolationLevel.READ_COMMITTED));
        }
        // a key's place is that of its record written last
        all.stream()
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .forEach(record -> places.put(text(record.key()), record.partition()));
        List<String> elsewhere = all.stream()
                .filter(record -> record.partition() != places.getOrDefault(text(record.key()), -1))
                .map(record -> "partition " + record.partition() + ", offset " + record.offset()
                        + ": it would be in partition " + places.get(text(record.key())))
                .toList();

        Row murmur2 = verify("kaspar", topic).get(0);

        assertThat(column(murmur2, "partitions")).isEqualTo("5");
        assertThat(column(murmur2, "keys")).isEqualTo(String.valueOf(all.size()));
        assertThat(column(murmur2, "elsewhere"))
                .isEqualTo(String.valueOf(elsewhere.size()))
                .isNotEqualTo("0");
        assertThat(column(murmur2, "first_elsewhere")).isEqualTo(elsewhere.get(0));
        assertThat(column(murmur2, "what_to_do")).contains("do not set partitioner=murmur2");
    }

    private static List<ProducerRecord<byte[], byte[]>> fifty(String topic, String value) {
        return IntStream.range(0, 50)
                .mapToObj(number -> text(topic, "k" + number, value))
                .toList();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void verifiesTopicsThatAreThere() {
        assertThatThrownBy(() -> verify("kaspar", "absent")).hasStackTraceContaining("there is no topic absent");
        assertThatThrownBy(() -> fixture.sql("CALL kaspar.system.verify_partitioner(NULL)"))
                .hasStackTraceContaining("no argument of verify_partitioner may be NULL");
        assertThat(column(verify("kaspar", "empty").get(0), "what_to_do")).contains("no record has a key");
    }
}
