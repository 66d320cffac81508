package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.TestProducer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that become records, looked at with Kafka's own consumer and Avro's own reader. */
@ExtendWith(SqlFixtureExtension.class)
class WriteIT {
    private final SqlFixture fixture;

    @TempDir
    Path folder = Path.of("");

    WriteIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private void createTopic(String topic, int partitions) {
        fixture.cluster().createTopic(topic, partitions);
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String topic) throws Exception {
        TopicDescription description = fixture.cluster()
                .admin()
                .describeTopics(List.of(topic))
                .topicNameValues()
                .values()
                .iterator()
                .next()
                .get();
        return description.partitions().stream()
                .flatMap(partition -> fixture
                        .cluster()
                        .consumer()
                        .readAll(new TopicPartition(topic, partition.partition()), IsolationLevel.READ_COMMITTED)
                        .stream())
                .toList();
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "null" : new String(bytes, StandardCharsets.UTF_8);
    }

    private List<String> texts(String topic) throws Exception {
        return records(topic).stream()
                .map(record -> text(record.key()) + "=" + text(record.value()))
                .sorted()
                .toList();
    }

    @Test
    void copiesTypedRowsThatAvrosOwnReaderFindsEqual() throws Exception {
        createTopic("orders_copy", 3);
        int schemaId = fixture.registry().register("orders_copy-value", SqlFixture.ORDER.toString());

        fixture.sql("INSERT INTO kaspar.orders_copy SELECT * FROM kaspar.orders");

        List<GenericRecord> copied = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records("orders_copy")) {
            ByteBuffer value = ByteBuffer.wrap(record.value());
            assertThat(value.get()).isZero();
            assertThat(value.getInt()).isEqualTo(schemaId);
            assertThat(record.key()).isNull();
            copied.add(new GenericDatumReader<GenericRecord>(SqlFixture.ORDER)
                    .read(null, DecoderFactory.get().binaryDecoder(record.value(), 5, value.remaining(), null)));
        }
        copied.sort(Comparator.comparing(order -> (Long) order.get("order_id")));
        assertThat(copied.stream().map(GenericRecord::toString))
                .containsExactlyElementsOf(IntStream.range(0, SqlFixture.ORDERS)
                        .mapToObj(id -> read(fixture.order(id)))
                        .toList());
        assertThat(fixture.rows("SELECT * FROM kaspar.orders_copy"))
                .containsExactlyInAnyOrderElementsOf(fixture.rows("SELECT * FROM kaspar.orders"));
    }

    private static String read(byte[] framed) {
        try {
            return new GenericDatumReader<GenericRecord>(SqlFixture.ORDER)
                    .read(null, DecoderFactory.get().binaryDecoder(framed, 5, framed.length - 5, null))
                    .toString();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void makesKeysOfColumnsThatLieWhereKafkasOwnPartitionerPutsThem() throws Exception {
        createTopic("keyed", 4);
        fixture.registry().register("keyed-value", SqlFixture.ORDER.toString());

        fixture.sql("INSERT INTO kaspar.keyed WITH (`key.columns` = 'customer') SELECT * FROM kaspar.orders");

        List<ConsumerRecord<byte[], byte[]>> records = records("keyed");
        assertThat(records).hasSize(SqlFixture.ORDERS);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            String customer = read(record.value()).contains("\"customer\": null") ? null : text(record.key());
            if (customer == null) {
                assertThat(record.key()).isNull();
            } else {
                assertThat(read(record.value())).contains("\"customer\": \"" + customer + "\"");
                assertThat(record.partition()).isEqualTo(Utils.toPositive(Utils.murmur2(record.key())) % 4);
            }
        }
    }

    @Test
    void putsKeysWhereClientsOfLibrdkafkaPutThem() throws Exception {
        createTopic("crc", 7);

        fixture.sql("INSERT INTO kaspar.`crc$raw` WITH (partitioner = 'crc32') (key, value)"
                + " SELECT CAST(concat('k', id) AS BINARY), X'01' FROM range(50)");

        for (ConsumerRecord<byte[], byte[]> record : records("crc")) {
            CRC32 crc = new CRC32();
            crc.update(record.key());
            assertThat(record.partition()).isEqualTo((int) (crc.getValue() % 7));
        }
        assertThat(records("crc")).hasSize(50);
    }

    @Test
    void writesKeysByTheirSchema() throws Exception {
        createTopic("typed_keys", 2);
        fixture.registry().register("typed_keys-value", SqlFixture.ORDER.toString());
        fixture.registry().register("typed_keys-key", """
                        {"type":"record","name":"Id","fields":[{"name":"order_id","type":"long"},{"name":"customer","type":["null","string"]}]}""");

        fixture.sql(
                "INSERT INTO kaspar.typed_keys WITH (`key.columns` = 'order_id, customer') SELECT * FROM kaspar.orders");

        assertThat(fixture.rows("SELECT count(*) FROM kaspar.typed_keys WHERE _key.order_id = order_id"
                        + " AND _key.customer <=> customer"))
                .containsExactly(Integer.toString(SqlFixture.ORDERS));
    }

    @Test
    void fillsColumnsThatAStatementLeavesOut() throws Exception {
        createTopic("part", 1);
        fixture.registry().register("part-value", """
                        {"type":"record","name":"Part","fields":[{"name":"a","type":"long"},{"name":"b","type":["null","string"],"default":null}]}""");

        fixture.sql("INSERT INTO kaspar.part (a) VALUES (7), (8)");
        fixture.sql("INSERT INTO kaspar.part VALUES (9, 'nine')");

        assertThat(fixture.rows("SELECT * FROM kaspar.part")).containsExactlyInAnyOrder("7|null", "8|null", "9|nine");
    }

    private static final String WITH_DEFAULTS = """
            {"type":"record","name":"D","fields":[{"name":"id","type":"long"},
            {"name":"s","type":"string","default":"it's \\\\ ü"},{"name":"u","type":["string","null"],"default":"x"},
            {"name":"n","type":["null","string"],"default":null},{"name":"i","type":"int","default":-7},
            {"name":"l","type":"long","default":-9223372036854775808},{"name":"f","type":"float","default":1.5},
            {"name":"d","type":"double","default":1e300},{"name":"b","type":"boolean","default":true},
            {"name":"e","type":{"type":"enum","name":"E","symbols":["A","B"]},"default":"B"},
            {"name":"raw","type":"bytes","default":"\\u00ff"},
            {"name":"m","type":{"type":"bytes","logicalType":"decimal","precision":6,"scale":2},"default":"\\u0004\\u00d2"},
            {"name":"day","type":{"type":"int","logicalType":"date"},"default":-1},
            {"name":"ids","type":{"type":"array","items":"int"},"default":[1,2]},
            {"name":"none","type":{"type":"array","items":"string"},"default":[]},
            {"name":"sums","type":{"type":"map","values":"long"},"default":{"k":3}},
            {"name":"r","type":{"type":"record","name":"R","fields":[{"name":"x","type":"int"},{"name":"y","type":"string","default":"why"}]},
             "default":{"x":4}}]}""";
    private static final String DEFAULTS =
            "it's \\ ü|x|null|-7|-9223372036854775808|1.5|1.0E300|true|B|FF|12.34|1969-12-31|[1,2]|[]|3|4|why";
    private static final String DEFAULTED =
            "s, u, n, i, l, f, d, b, e, hex(raw), m, day, to_json(ids), to_json(none), sums['k'], r.x, r.y";

    @Test
    void fillsWhatAStatementLeavesOutWithTheSchemasDefaults() throws Exception {
        createTopic("defaults", 1);
        fixture.registry().register("defaults-value", WITH_DEFAULTS);

        fixture.sql("INSERT INTO kaspar.defaults (id) VALUES (1)");
        fixture.spark().range(2, 3).writeTo("kaspar.defaults").append();
        fixture.sql("INSERT INTO kaspar.defaults BY NAME SELECT 3L AS id");
        fixture.spark()
                .range(4, 5)
                .write()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .option("schema.registry.url", fixture.registry().url())
                .mode("append")
                .save("defaults");
        fixture.sql("INSERT INTO kaspar.defaults (i, id, u) VALUES (DEFAULT, 5, NULL)");

        assertThat(fixture.rows("SELECT " + DEFAULTED + " FROM kaspar.defaults WHERE id < 5"))
                .containsOnly(DEFAULTS)
                .hasSize(4);
        assertThat(fixture.rows("SELECT id, i, u, s FROM kaspar.defaults WHERE id = 5"))
                .containsExactly("5|-7|null|it's \\ ü");
    }

    @Test
    void givesNoDefaultsToTablesThatAreMadeOfATopic() {
        fixture.registry().register("defaults_read-value", WITH_DEFAULTS);
        createTopic("defaults_read", 1);

        assertThat(fixture.sql("SELECT * FROM kaspar.defaults_read").schema().json())
                .doesNotContain("DEFAULT");
        assertThat(fixture.rows("DESCRIBE EXTENDED kaspar.defaults_read")).noneMatch(row -> row.contains("Default"));
    }

    @Test
    void fillsDefaultsOfJsonSchemas() throws Exception {
        createTopic("json_defaults", 1);
        fixture.registry().register("json_defaults-value", "JSON", """
                        {"type":"object","properties":{"id":{"type":"integer"},"s":{"type":"string","default":"it's"},
                        "n":{"type":"number","default":2.5},"b":{"type":"boolean","default":false},"o":{"type":"string"}}}""", List.of());

        fixture.sql("INSERT INTO kaspar.json_defaults (id) VALUES (1)");

        assertThat(text(records("json_defaults").get(0).value()).substring(5))
                .isEqualTo("{\"id\":1,\"s\":\"it's\",\"n\":2.5,\"b\":false}");
    }

    @Test
    void writesTextWhereNobodySaysASchema() throws Exception {
        createTopic("texts", 1);

        fixture.sql("INSERT INTO kaspar.texts VALUES ('one'), ('zwölf')");

        assertThat(texts("texts")).containsExactly("null=one", "null=zwölf");
    }

    @Test
    void writesJsonByColumnsThatOptionsSay() throws Exception {
        createTopic("json_out", 1);
        fixture.catalog(
                "json_catalog",
                Map.of(
                        "topic.json_out.value.format", "json",
                        "topic.json_out.value.schema", "id BIGINT, tags ARRAY<STRING>, at STRUCT<x: DOUBLE>",
                        "topic.json_out.key.format", "long",
                        "topic.json_out.key.columns", "id"));

        fixture.sql("INSERT INTO json_catalog.json_out SELECT 5, array('a', null), named_struct('x', 1.5D)");

        ConsumerRecord<byte[], byte[]> record = records("json_out").get(0);
        assertThat(text(record.value())).isEqualTo("{\"id\":5,\"tags\":[\"a\",null],\"at\":{\"x\":1.5}}");
        assertThat(ByteBuffer.wrap(record.key()).getLong()).isEqualTo(5);
    }

    @Test
    void writesWholeRecords() throws Exception {
        createTopic("whole", 3);

        fixture.sql("INSERT INTO kaspar.`whole$raw` WITH (tombstones = 'true')"
                + " (key, value, partition, timestamp, headers) VALUES"
                + " (X'6b31', X'7631', 2, TIMESTAMP'2026-01-02 03:04:05.678', array(named_struct('key', 'h', 'value', X'01'),"
                + " named_struct('key', 'h', 'value', CAST(NULL AS BINARY)))),"
                + " (X'6b32', NULL, NULL, NULL, NULL)");

        Map<String, ConsumerRecord<byte[], byte[]>> byKey =
                records("whole").stream().collect(Collectors.toMap(record -> text(record.key()), record -> record));
        ConsumerRecord<byte[], byte[]> first = Objects.requireNonNull(byKey.get("k1"));
        assertThat(first.partition()).isEqualTo(2);
        assertThat(text(first.value())).isEqualTo("v1");
        assertThat(fixture.rows("SELECT CAST(_timestamp AS STRING) FROM kaspar.whole WHERE value = 'v1'"))
                .containsExactly("2026-01-02 03:04:05.678");
        assertThat(Arrays.stream(first.headers().toArray()).map(WriteIT::header))
                .containsExactly("h=[1]", "h=null");
        ConsumerRecord<byte[], byte[]> second = Objects.requireNonNull(byKey.get("k2"));
        assertThat(second.value()).isNull();
        assertThat(second.timestamp()).isGreaterThan(first.timestamp());
    }

    @Test
    void readsAndWritesWholeTypedRecords() throws Exception {
        createTopic("typed_records", 3);
        createTopic("typed_records_copy", 3);
        for (String topic : List.of("typed_records", "typed_records_copy")) {
            fixture.registry().register(topic + "-value", SqlFixture.ORDER.toString());
            fixture.registry().register(topic + "-key", """
                            {"type":"record","name":"Id","fields":[{"name":"order_id","type":"long"}]}""");
        }

        fixture.sql(
                "INSERT INTO kaspar.`typed_records$records` (key, value, partition, timestamp, headers)"
                        + " SELECT named_struct('order_id', order_id), struct(*), order_id % 3,"
                        + " TIMESTAMP'2026-01-02 03:04:05.678', array(named_struct('key', 'h', 'value', X'01')) FROM kaspar.orders");
        fixture.sql("INSERT INTO kaspar.`typed_records$records` WITH (tombstones = 'true') (key, value)"
                + " VALUES (named_struct('order_id', 5L), NULL)");
        fixture.sql("INSERT INTO kaspar.`typed_records_copy$records` WITH (tombstones = 'true')"
                + " SELECT * FROM kaspar.`typed_records$records`");

        assertThat(fixture.rows("DESCRIBE kaspar.`typed_records$records`").stream()
                        .map(row -> row.substring(0, row.indexOf('|')))
                        .limit(6))
                .containsExactly("key", "value", "headers", "partition", "offset", "timestamp");
        assertThat(fixture.rows("SELECT value.* FROM kaspar.`typed_records$records` WHERE value IS NOT NULL"))
                .containsExactlyInAnyOrderElementsOf(fixture.rows("SELECT * FROM kaspar.orders"));
        assertThat(fixture.rows("SELECT key.order_id, value FROM kaspar.`typed_records$records` WHERE value IS NULL"))
                .containsExactly("5|null");
        assertThat(fixture.rows(
                        "SELECT count(*) FROM kaspar.`typed_records$records` WHERE key.order_id = value.order_id"
                                + " AND partition = key.order_id % 3 AND headers[0].key = 'h' AND offset >= 0"
                                + " AND timestamp = TIMESTAMP'2026-01-02 03:04:05.678'"))
                .containsExactly(Integer.toString(SqlFixture.ORDERS));
        assertThat(fixture.rows("SELECT count(headers[0].key) FROM kaspar.`typed_records$raw`"))
                .containsExactly(Integer.toString(SqlFixture.ORDERS));
        assertThat(fixture.rows("SELECT offset FROM kaspar.`typed_records$records` WHERE partition = 1 AND offset < 2"))
                .containsExactly("0", "1");
        assertThat(records("typed_records_copy").stream().map(WriteIT::withoutIds))
                .containsExactlyInAnyOrderElementsOf(records("typed_records").stream()
                        .map(WriteIT::withoutIds)
                        .toList());
        assertThatThrownBy(() -> fixture.sql("INSERT INTO kaspar.`typed_records$records` (key, value)"
                        + " VALUES (named_struct('order_id', 5L), NULL)"))
                .hasStackTraceContaining("tombstones=true");
    }

    /** Each topic's schemas have ids of their own. */
    private static String withoutIds(ConsumerRecord<byte[], byte[]> record) {
        return Arrays.toString(payload(record.key()))
                + Arrays.toString(payload(record.value()))
                + record.partition()
                + record.timestamp()
                + Arrays.toString(record.headers().toArray());
    }

    private static byte[] payload(byte[] framed) {
        return framed == null ? new byte[0] : Arrays.copyOfRange(framed, 5, framed.length);
    }

    @Test
    void streamsWholeTypedRecords() throws Exception {
        createTopic("records_stream_in", 1);
        createTopic("records_stream_out", 1);
        for (String topic : List.of("records_stream_in", "records_stream_out")) {
            fixture.registry().register(topic + "-value", SqlFixture.ORDER.toString());
        }
        fixture.sql(
                "INSERT INTO kaspar.`records_stream_in$records` (key, value) SELECT customer, struct(*) FROM kaspar.orders");

        fixture.spark()
                .readStream()
                .option("startingOffsets", "earliest")
                .table("kaspar.`records_stream_in$records`")
                .selectExpr("concat(key, '!') AS key", "value", "timestamp")
                .where("value.order_id < 7")
                .writeStream()
                .option("checkpointLocation", folder.resolve("records").toUri().toString())
                .trigger(Trigger.AvailableNow())
                .toTable("kaspar.`records_stream_out$records`")
                .awaitTermination();

        assertThat(fixture.rows("SELECT _key, order_id FROM kaspar.records_stream_out"))
                .containsExactlyInAnyOrderElementsOf(
                        fixture.rows("SELECT concat(customer, '!'), order_id FROM kaspar.orders WHERE order_id < 7"));
    }

    @Test
    void readsTextAsWholeRecords() {
        assertThat(fixture.rows("SELECT key, value FROM kaspar.`plain$records`"))
                .containsExactlyInAnyOrder("k0|plain 0", "null|plain 1", "k2|null");
    }

    private static String header(Header header) {
        return header.key() + "=" + Arrays.toString(header.value());
    }

    @Test
    void copiesWholeRecordsOfAnotherTopic() throws Exception {
        createTopic("plain_copy", 2);

        fixture.sql("INSERT INTO kaspar.`plain_copy$raw` WITH (tombstones = 'true')"
                + " SELECT key, value, 'plain_copy', partition, offset, timestamp, timestampType, headers"
                + " FROM kaspar.`plain$raw`");

        assertThat(records("plain_copy").stream().map(WriteIT::whole))
                .containsExactlyInAnyOrderElementsOf(
                        records("plain").stream().map(WriteIT::whole).toList());
    }

    private static String whole(ConsumerRecord<byte[], byte[]> record) {
        return text(record.key()) + "|" + text(record.value()) + "|" + record.partition() + "|" + record.timestamp();
    }

    @Test
    void appendsDataFramesByName() throws Exception {
        createTopic("framed", 1);
        fixture.registry().register("framed-value", SqlFixture.ORDER.toString());
        Dataset<Row> rows = fixture.sql(
                "SELECT tags, address, price, quantity, customer, order_id FROM kaspar.orders WHERE order_id < 5");

        rows.writeTo("kaspar.framed").append();
        rows.select("order_id", "customer", "quantity", "price", "address", "tags")
                .write()
                .insertInto("kaspar.framed");

        List<String> once = fixture.rows("SELECT * FROM kaspar.orders WHERE order_id < 5");
        assertThat(fixture.rows("SELECT * FROM kaspar.framed"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(once.stream(), once.stream()).toList());
    }

    @Test
    void appendsWithoutACatalogWithHiddenColumns() throws Exception {
        createTopic("uncatalogued", 2);

        fixture.sql("SELECT 'v' AS value, 'k' AS _key, 1 AS _partition")
                .write()
                .format("kaspar")
                .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                .mode("append")
                .save("uncatalogued");

        ConsumerRecord<byte[], byte[]> record = records("uncatalogued").get(0);
        assertThat(text(record.key()) + text(record.value()) + record.partition())
                .isEqualTo("kv1");
    }

    /** What it reads is what was there when it began. */
    @Test
    void appendsToTheTopicThatItReads() throws Exception {
        createTopic("doubled", 2);
        fixture.sql("INSERT INTO kaspar.doubled VALUES ('a'), ('b')");

        fixture.sql("INSERT INTO kaspar.doubled SELECT * FROM kaspar.doubled");
        fixture.sql("INSERT INTO kaspar.doubled SELECT value FROM kaspar.doubled WHERE _offset < 0");

        assertThat(texts("doubled")).containsExactly("null=a", "null=a", "null=b", "null=b");
    }

    @Test
    void writesStreams() throws Exception {
        createTopic("stream_in", 2);
        createTopic("stream_out", 2);
        fixture.cluster()
                .producer()
                .send(List.of(
                        TestProducer.text("stream_in", 0, "a", "1"), TestProducer.text("stream_in", 1, "b", "2")));
        StreamingQuery query = fixture.spark()
                .readStream()
                .option("startingOffsets", "earliest")
                .table("kaspar.stream_in")
                .selectExpr("concat(value, '!') AS value")
                .writeStream()
                .option("checkpointLocation", folder.resolve("stream").toUri().toString())
                .trigger(Trigger.AvailableNow())
                .toTable("kaspar.stream_out");
        query.awaitTermination();

        assertThat(texts("stream_out")).containsExactly("null=1!", "null=2!");
    }

    @Test
    void writesTheLatestCountsOfAStreamByKey() throws Exception {
        createTopic("words", 1);
        createTopic("counts", 1);
        fixture.cluster()
                .producer()
                .send(List.of(
                        TestProducer.text("words", 0, null, "a"),
                        TestProducer.text("words", 0, null, "a"),
                        TestProducer.text("words", 0, null, "b")));
        for (String mode : List.of("update", "complete")) {
            fixture.spark()
                    .readStream()
                    .option("startingOffsets", "earliest")
                    .table("kaspar.words")
                    .groupBy("value")
                    .count()
                    .selectExpr("value AS _key", "CAST(count AS STRING) AS value")
                    .writeStream()
                    .outputMode(mode)
                    .format("kaspar")
                    .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                    .option("topic", "counts")
                    .option("checkpointLocation", folder.resolve(mode).toUri().toString())
                    .trigger(Trigger.AvailableNow())
                    .start()
                    .awaitTermination();
        }

        assertThat(texts("counts")).containsExactly("a=2", "a=2", "b=1", "b=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO kaspar.refusing VALUES (true, null, 1, 1, named_struct('city', 'c', 'zip', 'z'), array('t'))"
                        + " | CANNOT_SAFELY_CAST",
                "INSERT INTO kaspar.refusing (order_id) VALUES (1) | the schema has no null",
                "INSERT INTO kaspar.refusing (nothing) VALUES (1) | nothing",
                "INSERT INTO kaspar.refusing WITH (`key.columns` = 'nothing') SELECT * FROM kaspar.orders"
                        + " | the option key.columns names nothing, which is none of the columns",
                "INSERT INTO kaspar.refusing WITH (`key.columns` = 'quantity') SELECT * FROM kaspar.orders"
                        + " | key.format how it is written (int for this type)",
                "INSERT INTO kaspar.refusing WITH (`key.columns` = 'quantity,price') SELECT * FROM kaspar.orders"
                        + " | keys of the topic are one value",
                "INSERT INTO kaspar.refusing WITH (mode = 'FAILFAST') SELECT * FROM kaspar.orders | says how a topic is read",
                "INSERT INTO kaspar.refusing WITH (partitioner = 'md5') SELECT * FROM kaspar.orders"
                        + " | option partitioner cannot be 'md5'",
                "INSERT INTO kaspar.`refusing$latest` SELECT * FROM kaspar.orders | it is a view; write to the topic, refusing",
                "INSERT INTO kaspar.`refusing$raw` (key) VALUES (X'01') | set the option tombstones=true",
                "INSERT INTO kaspar.`refusing$raw` (value, partition) VALUES (X'01', 7) | partition 7, and the topic has 1",
                "INSERT INTO kaspar.`refusing$raw` (value, topic) VALUES (X'01', 'other') | the row names another topic",
                "INSERT INTO kaspar.`refusing$raw` (value, timestamp) VALUES (X'01', TIMESTAMP'1960-01-01') | before 1970",
                "INSERT OVERWRITE kaspar.refusing SELECT * FROM kaspar.orders | INSERT INTO adds to them",
                "DELETE FROM kaspar.refusing | truncate.enabled=true allows it",
            })
    void refusesWithoutSendingAnything(String statementAndError) throws Exception {
        refusingTopic();
        String[] parts = statementAndError.split(" \\| ", 2);

        assertThatThrownBy(() -> fixture.sql(parts[0])).hasStackTraceContaining(parts[1]);
        assertThat(records("refusing")).isEmpty();
    }

    private void refusingTopic() {
        if (fixture.rows("SHOW TABLES IN kaspar LIKE 'refusing'").isEmpty()) {
            createTopic("refusing", 1);
            fixture.registry().register("refusing-value", SqlFixture.ORDER.toString());
        }
    }

    @Test
    void refusesRecordsWithoutAKeyOnACompactedTopic() throws Exception {
        fixture.cluster().createTopic("compacted_out", 1, 1, Map.of("cleanup.policy", "compact"));

        assertThatThrownBy(() -> fixture.sql("INSERT INTO kaspar.compacted_out VALUES ('v')"))
                .hasStackTraceContaining("the topic is compacted (cleanup.policy), so each record needs a key");
        assertThatThrownBy(
                        () -> fixture.sql("INSERT INTO kaspar.`compacted_out$raw` (key, value) VALUES (NULL, X'01')"))
                .hasStackTraceContaining("key: it is null, and the topic is compacted");
        assertThat(records("compacted_out")).isEmpty();
        fixture.sql("INSERT INTO kaspar.`compacted_out$raw` (key, value) VALUES (X'6b', X'76')");
        assertThat(texts("compacted_out")).containsExactly("k=v");
    }

    @Test
    void tellsThatARecordIsTooLarge() throws Exception {
        fixture.cluster().createTopic("small_messages", 1, 1, Map.of("max.message.bytes", "1000"));

        assertThatThrownBy(() -> fixture.sql("INSERT INTO kaspar.small_messages VALUES (repeat('x', 5000))"))
                .hasStackTraceContaining("did not take all rows: RecordTooLargeException");
    }
}
