package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code topic$changes} and {@code topic$current} of a database's table, which is kept here beside it. */
@ExtendWith(SqlFixtureExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DebeziumIT {
    /** As Debezium's connectors name and nest it, without what nobody asks for here. */
    private static final Schema ENVELOPE = new Schema.Parser().parse("""
                    {"type":"record","name":"Envelope","namespace":"db.inventory.stock","fields":[
                      {"name":"before","type":["null",{"type":"record","name":"Value","fields":[
                        {"name":"id","type":"long"},
                        {"name":"place","type":["null","string"],"default":null},
                        {"name":"pieces","type":"int"}]}],"default":null},
                      {"name":"after","type":["null","Value"],"default":null},
                      {"name":"source","type":{"type":"record","name":"Source","fields":[
                        {"name":"version","type":"string"},{"name":"ts_ms","type":"long"},
                        {"name":"table","type":"string"}]}},
                      {"name":"op","type":"string"},
                      {"name":"ts_ms","type":["null","long"],"default":null}]}""");

    private static final Schema ROW =
            ENVELOPE.getField("after").schema().getTypes().get(1);
    private static final long START_MS = 1_767_225_600_000L;
    private static final int PARTITIONS = 2;
    private static final int CHANGES = 2_000;
    private static final int IDS = 150;

    private final SqlFixture fixture;
    private final Random random = new Random(Long.getLong("kaspar.seed", 13));
    /** The database's table: place and pieces by id. */
    private final Map<Long, String> table = new TreeMap<>();

    private int changeCount;

    DebeziumIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    void fill() {
        int id = fixture.registry().register("stock-value", ENVELOPE.toString());
        fixture.cluster().createTopic("stock", PARTITIONS, 1, Map.of("internal.segment.bytes", "30000"));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int change = 0; change < CHANGES; change++) {
            change(id, random.nextInt(IDS), records);
        }
        fixture.cluster().producer().send(records, Map.of("batch.size", 3000));
        // aborted changes never were
        List<ProducerRecord<byte[], byte[]>> aborted = new ArrayList<>();
        Map<Long, String> before = new TreeMap<>(table);
        int countBefore = changeCount;
        for (int change = 0; change < 50; change++) {
            change(id, random.nextInt(IDS), aborted);
        }
        table.clear();
        table.putAll(before);
        changeCount = countBefore;
        fixture.cluster().producer().sendAborted("stock-aborted", aborted);
        assertThat(table).hasSizeBetween(20, IDS - 5);
    }

    private void change(int schemaId, long id, List<ProducerRecord<byte[], byte[]>> records) {
        String old = table.get(id);
        changeCount++;
        if (old != null && random.nextInt(3) == 0) {
            table.remove(id);
            records.add(record(id, framed(schemaId, envelope("d", id, old, null))));
            if (random.nextBoolean()) {
                records.add(record(id, null)); // a connector may be told to leave them out
            }
            return;
        }
        String now = (random.nextInt(5) == 0 ? "null" : "shelf " + random.nextInt(9)) + "|" + random.nextInt(100);
        table.put(id, now);
        String operation = old != null ? "u" : random.nextBoolean() ? "c" : "r";
        // Postgres without REPLICA IDENTITY FULL tells nothing of the row before
        records.add(record(id, framed(schemaId, envelope(operation, id, random.nextBoolean() ? old : null, now))));
        if (random.nextInt(20) == 0) {
            records.add(record(id, framed(schemaId, envelope("m", id, null, null))));
            changeCount++;
        }
    }

    private static GenericRecord envelope(String operation, long id, @Nullable String before, @Nullable String after) {
        GenericRecord source =
                new GenericData.Record(ENVELOPE.getField("source").schema());
        source.put("version", "3.3.0.Final");
        source.put("ts_ms", START_MS + id);
        source.put("table", "stock");
        GenericRecord envelope = new GenericData.Record(ENVELOPE);
        envelope.put("before", row(id, before));
        envelope.put("after", row(id, after));
        envelope.put("source", source);
        envelope.put("op", operation);
        envelope.put("ts_ms", START_MS);
        return envelope;
    }

    private static @Nullable GenericRecord row(long id, @Nullable String columns) {
        if (columns == null) {
            return null;
        }
        String place = columns.substring(0, columns.indexOf('|'));
        GenericRecord row = new GenericData.Record(ROW);
        row.put("id", id);
        row.put("place", place.equals("null") ? null : place);
        row.put("pieces", Integer.parseInt(columns.substring(columns.indexOf('|') + 1)));
        return row;
    }

    private static byte[] framed(int schemaId, GenericRecord value) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            bytes.write(0);
            bytes.write(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            new GenericDatumWriter<GenericRecord>(value.getSchema()).write(value, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(long id, byte @Nullable [] value) {
        return record("stock", (int) (id % PARTITIONS), "id " + id, value);
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, @Nullable String key, byte @Nullable [] value) {
        return new ProducerRecord<>(topic, partition, key == null ? null : key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> expected() {
        return table.entrySet().stream()
                .map(row -> row.getKey() + "|" + row.getValue())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void currentIsTheDatabasesTable(String locality) {
        String from = " FROM kaspar.`stock$current` WITH ('read.locality' = '" + locality + "')";
        assertThat(fixture.rows("SELECT *" + from + " ORDER BY id")).isEqualTo(expected());
        assertThat(fixture.value("SELECT count(*)" + from)).isEqualTo((long) table.size());
        assertThat(fixture.value("SELECT count(place)" + from))
                .isEqualTo(table.values().stream()
                        .filter(row -> !row.startsWith("null"))
                        .count());
        assertThat(fixture.rows("SELECT pieces, _offset >= 0, id" + from + " WHERE place IS NULL ORDER BY id"))
                .isEqualTo(table.entrySet().stream()
                        .filter(row -> row.getValue().startsWith("null"))
                        .map(row -> row.getValue().substring("null|".length()) + "|true|" + row.getKey())
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void changesAreRecordsWithAValue(String locality) {
        String from = " FROM kaspar.`stock$changes` WITH ('read.locality' = '" + locality + "')";
        assertThat(fixture.value("SELECT count(*)" + from)).isEqualTo((long) changeCount);
        assertThat(fixture.rows("SELECT *, _partition, _offset" + from + " ORDER BY _partition, _offset"))
                .hasSize(changeCount)
                .isEqualTo(fixture.rows("SELECT op, before, after, source, ts_ms, _partition, _offset FROM kaspar.stock"
                        + " WHERE op IS NOT NULL ORDER BY _partition, _offset"));
        assertThat(fixture.rows("SELECT * FROM kaspar.`stock$changes` LIMIT 5")).hasSize(5);
        assertThat(fixture.value("SELECT count(*)" + from + " WHERE _partition = 0 AND _offset < 100"))
                .isEqualTo(fixture.value("SELECT count(op) FROM kaspar.stock WHERE _partition = 0 AND _offset < 100"));
        assertThat(fixture.rows("SELECT DISTINCT timestamp_millis(source.ts_ms) >= TIMESTAMP'2026-01-01'" + from))
                .containsExactly("true");
    }

    @Test
    void describeWhatTheyAre() {
        assertThat(fixture.rows("DESCRIBE kaspar.`stock$current`"))
                .containsExactly("id|bigint|null", "place|string|null", "pieces|int|null");
        assertThat(fixture.rows("DESCRIBE EXTENDED kaspar.`stock$current`"))
                .anyMatch(row -> row.startsWith("Comment|the rows after the last change"));
        assertThat(fixture.rows("DESCRIBE kaspar.`stock$changes`"))
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactly("op", "before", "after", "source", "ts_ms");
        assertThat(fixture.rows("SHOW TABLES IN kaspar LIKE 'stock*'")).noneMatch(row -> row.contains("$c"));
    }

    @Test
    void onlyTopicsOfChangesHaveThem() {
        for (String name : List.of("orders$current", "orders$changes", "plain$current")) {
            assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`" + name + "`"))
                    .hasMessageContaining(name)
                    .hasMessageContaining("TABLE_OR_VIEW_NOT_FOUND")
                    .hasMessageContaining("only topics have it whose values are changes as Debezium writes them");
            assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`" + name + "`"))
                    .isFalse();
        }
        assertThat(fixture.spark().catalog().tableExists("kaspar.all_topics.`stock$current`"))
                .isTrue();
    }

    /** A key of its own, so that nothing else changes; a TRUNCATE has no key at all. */
    @Test
    void truncateEmptiesItsPartition() {
        int id = fixture.registry().register("stock-cut-value", ENVELOPE.toString());
        fixture.cluster().createTopic("stock-cut", 2);
        fixture.cluster()
                .producer()
                .send(List.of(
                        record("stock-cut", 0, "1", framed(id, envelope("c", 1, null, "a|1"))),
                        record("stock-cut", 1, "2", framed(id, envelope("c", 2, null, "b|2"))),
                        record("stock-cut", 0, null, framed(id, envelope("t", 0, null, null))),
                        record("stock-cut", 0, "3", framed(id, envelope("c", 3, null, "c|3")))));
        try (LogLines log = LogLines.of("io.kaspar.reader.scan.ChangeEffects")) {
            assertThat(fixture.rows("SELECT * FROM kaspar.`stock-cut$current`"))
                    .containsExactlyInAnyOrder("2|b|2", "3|c|3");
            assertThat(log.lines())
                    .containsExactly(
                            "WARN The record at offset 1 of stock-cut-0 says that the table was truncated (op = t):"
                                    + " rows of other partitions stay");
        }
        assertThat(fixture.value("SELECT count(*) FROM kaspar.`stock-cut$changes`"))
                .isEqualTo(4L);
    }

    @Test
    void aRecordThatSaysNothingKnownIsAnError() {
        int id = fixture.registry().register("stock-odd-value", ENVELOPE.toString());
        fixture.cluster().createTopic("stock-odd", 1);
        fixture.cluster()
                .producer()
                .send(List.of(
                        record("stock-odd", 0, "1", framed(id, envelope("c", 1, null, "a|1"))),
                        record("stock-odd", 0, "2", framed(id, envelope("c", 2, null, "b|2"))),
                        record("stock-odd", 0, "1", framed(id, envelope("secret", 1, null, "c|3"))),
                        record("stock-odd", 0, "2", new byte[] {0, 0, 0, 0, (byte) id, 9})));
        String odd = "kaspar.`stock-odd$current`";
        assertThatThrownBy(() ->
                        fixture.rows("SELECT id FROM " + odd + " WITH ('endingOffsets' = '{\"stock-odd\":{\"0\":3}}')"))
                .hasStackTraceContaining("the field op of the record at offset 2 of stock-odd-0 is none of")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
        assertThatThrownBy(() -> fixture.rows(
                        "SELECT count(*) FROM " + odd + " WITH ('startingOffsets' = '{\"stock-odd\":{\"0\":3}}')"))
                .hasStackTraceContaining("offset 3 of stock-odd-0");
        assertThat(fixture.rows("SELECT id, _offset, _error IS NULL FROM " + odd + " WITH ('mode' = 'PERMISSIVE')"))
                .containsExactly("1|2|true", "null|3|false");
        assertThat(fixture.rows("SELECT id, _offset FROM " + odd + " WITH ('mode' = 'DROPMALFORMED')"))
                .containsExactly("1|2");
    }

    /** As Confluent's converter for JSON Schema writes optional records. */
    @Test
    void areFoundInJsonSchema() {
        String row =
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"}}}";
        String optional = "{\"oneOf\":[{\"type\":\"null\"}," + row + "]}";
        int id = fixture.registry()
                .register(
                        "stock-json-value",
                        "JSON",
                        "{\"type\":\"object\",\"properties\":{\"before\":" + optional + ",\"after\":" + optional
                                + ",\"source\":{\"type\":\"object\",\"properties\":{\"ts_ms\":{\"type\":\"integer\"}}},"
                                + "\"op\":{\"type\":\"string\"}}}",
                        List.of());
        fixture.cluster().createTopic("stock-json", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : jsonChanges()) {
            byte[] text = utf8(value);
            records.add(record(
                    "stock-json",
                    0,
                    key(value),
                    ByteBuffer.allocate(5 + text.length)
                            .put((byte) 0)
                            .putInt(id)
                            .put(text)
                            .array()));
        }
        fixture.cluster().producer().send(records);
        assertThat(fixture.rows("SELECT id, name FROM kaspar.`stock-json$current` ORDER BY id"))
                .containsExactly("1|new", "3|c");
        assertThat(fixture.value("SELECT count(*) FROM kaspar.`stock-json$changes`"))
                .isEqualTo(5L);
    }

    @Test
    void areFoundInColumnsThatOptionsName() {
        fixture.cluster().createTopic("stock-plain", 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : jsonChanges()) {
            records.add(record("stock-plain", 0, key(value), utf8(value)));
        }
        fixture.cluster().producer().send(records);
        String row = "STRUCT<id: BIGINT, name: STRING>";
        String catalog = fixture.catalog(
                "stock_plain",
                Map.of(
                        "topic.stock-plain.value.format",
                        "json",
                        "topic.stock-plain.value.schema",
                        "before " + row + ", after " + row + ", source STRUCT<ts_ms: BIGINT>, op STRING"));
        assertThat(fixture.rows("SELECT id, name FROM " + catalog + ".`stock-plain$current` ORDER BY id"))
                .containsExactly("1|new", "3|c");
    }

    private static List<String> jsonChanges() {
        return List.of(
                change("c", "null", "{\"id\":1,\"name\":\"a\"}"),
                change("r", "null", "{\"id\":2,\"name\":\"b\"}"),
                change("u", "{\"id\":1,\"name\":\"a\"}", "{\"id\":1,\"name\":\"new\"}"),
                change("d", "{\"id\":2,\"name\":\"b\"}", "null"),
                change("c", "null", "{\"id\":3,\"name\":\"c\"}"));
    }

    private static String change(String operation, String before, String after) {
        return "{\"before\":" + before + ",\"after\":" + after + ",\"source\":{\"ts_ms\":7},\"op\":\"" + operation
                + "\"}";
    }

    /** The id, which is in one of the two. */
    private static String key(String change) {
        int place = change.indexOf("\"id\":") + "\"id\":".length();
        return change.substring(place, place + 1);
    }
}
