package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Encoders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code value.schema = infer}: columns of JSON that nobody described, from the option to the row. */
@ExtendWith(SqlFixtureExtension.class)
class InferredSchemaIT {
    private final SqlFixture fixture;

    InferredSchemaIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** A catalog in which the columns of one topic's values are inferred. */
    private String catalog(String topic, String... namesAndValues) {
        Map<String, String> settings = new HashMap<>(
                Map.of("topic." + topic + ".value.format", "json", "topic." + topic + ".value.schema", "infer"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            settings.put("topic." + topic + "." + namesAndValues[i], namesAndValues[i + 1]);
        }
        return fixture.catalog(topic + "_catalog", settings);
    }

    private void create(String topic, @Nullable String... values) {
        fixture.cluster().createTopic(topic, 1);
        send(topic, values);
    }

    private void send(String topic, @Nullable String... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String value : values) {
            byte[] bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(topic, 0, null, bytes));
        }
        fixture.cluster().producer().send(records);
    }

    private List<String> properties(String table, String side) {
        return fixture.rows("SHOW TBLPROPERTIES " + table).stream()
                .filter(property -> property.startsWith(side + "."))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsAndTellsWhatItFound(String locality) {
        String topic = "inferred_" + locality;
        create(
                topic,
                "{\"id\":1,\"price\":5,\"tags\":[\"new\"],\"customer\":{\"name\":\"Ann\",\"vip\":true}}",
                null,
                "null",
                "{\"id\":2,\"price\":7.25,\"note\":null}");
        String table = catalog(topic, "read.locality", locality) + "." + topic;

        assertThat(fixture.rows("SELECT customer, id, note, price, tags[0] FROM " + table))
                .containsExactly(
                        "[Ann,true]|1|null|5.0|new",
                        "null|null|null|null|null",
                        "null|null|null|null|null",
                        "null|2|null|7.25|null");
        assertThat(fixture.sql("SELECT * FROM " + table).columns())
                .containsExactly("customer", "id", "note", "price", "tags");
        assertThat(properties(table, "value"))
                .containsExactly(
                        "value.format|json",
                        "value.schema|customer STRUCT<name: STRING, vip: BOOLEAN>,id BIGINT,note STRING,price DOUBLE,"
                                + "tags ARRAY<STRING>",
                        "value.schema.inferred.from|4 records, 2 with an object, 2 with null");
        assertThat(String.join("\n", fixture.rows("DESCRIBE EXTENDED " + table)))
                .contains("price|double|null")
                .contains("value.schema.inferred.from=4 records");
    }

    /** For values whose types go together we find what Spark finds, which is no kin of ours. */
    @Test
    void findsWhatSparkFinds() {
        fixture.cluster().createTopic("inferred_like_spark", 3);
        Random random = new Random(11);
        List<String> documents = new ArrayList<>();
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String document = document(random, i);
            documents.add(document);
            records.add(new ProducerRecord<>(
                    "inferred_like_spark", i % 3, null, document.getBytes(StandardCharsets.UTF_8)));
        }
        fixture.cluster().producer().send(records);
        String table = catalog("inferred_like_spark") + ".inferred_like_spark";

        assertThat(fixture.sql("SELECT * FROM " + table).schema())
                .isEqualTo(fixture.spark()
                        .read()
                        .json(fixture.spark().createDataset(documents, Encoders.STRING()))
                        .schema());
        assertThat(properties(table, "value")).contains("value.schema.inferred.from|300 records");
    }

    private static String document(Random random, int number) {
        List<String> members = new ArrayList<>(List.of("\"id\":" + number));
        add(random, members, "\"whole\":" + random.nextInt());
        add(random, members, "\"mixed\":" + (random.nextBoolean() ? random.nextInt() : random.nextDouble()));
        add(random, members, "\"any\":" + List.of("1", "true", "\"x\"", "[]").get(random.nextInt(4)));
        add(random, members, "\"list\":[" + (random.nextBoolean() ? "{\"x\":1}" : "{\"y\":[null,2.5]},null") + "]");
        add(random, members, "\"deep\":{\"deeper\":{\"" + (random.nextBoolean() ? "a b" : "\u00e9`") + "\":false}}");
        add(random, members, "\"never\":null");
        return "{" + String.join(",", members) + "}";
    }

    private static void add(Random random, List<String> members, String member) {
        if (random.nextInt(3) > 0) {
            members.add(member);
        }
    }

    @Test
    void looksAtTheFirstRecordsAndTheNewestOnes() {
        String[] documents = new String[100];
        for (int i = 0; i < documents.length; i++) {
            documents[i] = "{\"id\":" + i
                    + (i == 0 ? ",\"old\":1" : i == 99 ? ",\"young\":1" : i == 50 ? ",\"mid\":1" : "") + "}";
        }
        create("inferred_sample", documents);
        String table = catalog("inferred_sample", "value.schema.sample", "10") + ".inferred_sample";

        assertThat(properties(table, "value"))
                .contains("value.schema|id BIGINT,old BIGINT,young BIGINT", "value.schema.inferred.from|10 records");
        assertThat(fixture.rows("SELECT count(*), sum(id) FROM " + table)).containsExactly("100|4950");
    }

    @Test
    void columnsStayUntilTheTableIsRefreshed() {
        create("inferred_once", "{\"a\":1}");
        String table = catalog("inferred_once") + ".inferred_once";
        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("1");
        send("inferred_once", "{\"a\":2,\"b\":\"x\"}");

        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("1", "2");
        fixture.sql("REFRESH TABLE " + table);
        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("1|null", "2|x");

        send("inferred_once", "{\"a\":\"text\"}");
        assertThatThrownBy(() -> fixture.rows("SELECT a FROM " + table))
                .hasStackTraceContaining("a: a string where the column is BIGINT");
        fixture.sql("REFRESH TABLE " + table);
        assertThat(fixture.rows("SELECT a FROM " + table)).containsExactly("1", "2", "text");
    }

    @Test
    void aTopicWithoutObjectsHasNoColumnsYet() {
        create("inferred_late");
        String table = catalog("inferred_late") + ".inferred_late";
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + table))
                .hasMessageContaining(
                        "the columns of the values of topic inferred_late cannot be inferred:"
                                + " there are no records yet; set value.schema to the columns, or leave it out to read whole JSON values");
        send("inferred_late", null, "[1]", "{\"a\":", "\"{}\"");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + table))
                .hasMessageContaining("no record that was looked at is a JSON object (4 records,"
                        + " 2 with another JSON value, 1 that cannot be read as JSON, 1 with null)");
        send("inferred_late", "{}");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + table))
                .hasMessageContaining("no object has a member (5 records");
        send("inferred_late", "{\"a\":1}");
        assertThat(fixture.rows("SELECT a FROM " + table + " WHERE _offset > 3"))
                .containsExactly("null", "1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "confluent | 0000000007 | {\"a\":1.5} ",
                "apicurio | 000000000000000007 | {\"a\":1.5}",
                "glue | 03000123456789abcdef0123456789abcdef | {\"a\":1.5}",
                "connect | | {\"schema\":null,\"payload\":{\"a\":1.5}}",
            })
    void looksBehindFrames(String framing, @Nullable String frame, String value) throws IOException {
        String topic = "inferred_" + framing;
        fixture.cluster().createTopic(topic, 1);
        byte[] front = frame == null ? new byte[0] : HexFormat.of().parseHex(frame);
        byte[] json = value.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[front.length + json.length];
        System.arraycopy(front, 0, payload, 0, front.length);
        System.arraycopy(json, 0, payload, front.length, json.length);
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, null, payload)));

        assertThat(fixture.rows("SELECT * FROM " + catalog(topic, "value.framing", framing) + "." + topic))
                .containsExactly("1.5");
    }

    @Test
    void keysAreInferredInFrontOfTheirWindows() {
        fixture.cluster().createTopic("inferred_keys", 1);
        byte[] key = "{\"city\":\"Oslo\"}00000000".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(new byte[8], 0, key, key.length - 8, 8);
        fixture.cluster().producer().send(List.of(new ProducerRecord<>("inferred_keys", 0, key, null)));
        String table = fixture.catalog(
                        "inferred_keys_catalog",
                        Map.of(
                                "topic.inferred_keys.key.format", "json",
                                "topic.inferred_keys.key.schema", "infer",
                                "topic.inferred_keys.key.window", "time"))
                + ".inferred_keys";

        assertThat(fixture.rows("SELECT _key.key.city, _key.window_start = timestamp_micros(0) FROM " + table))
                .containsExactly("Oslo|true");
        assertThat(properties(table, "key")).contains("key.schema|city STRING", "key.schema.inferred.from|1 record");
    }

    /** Without a key whose columns can be told the table is there, and only asking for keys fails. */
    @Test
    void keysWithoutColumnsLeaveTheValues() {
        create("inferred_no_keys", "{\"a\":1}");
        String table = catalog("inferred_no_keys", "key.format", "json", "key.schema", "infer") + ".inferred_no_keys";

        assertThat(fixture.rows("SELECT a FROM " + table)).containsExactly("1");
        assertThatThrownBy(() -> fixture.rows("SELECT _key FROM " + table))
                .hasMessageContaining("the columns of the keys of topic inferred_no_keys cannot be inferred");
    }

    @Test
    void changesAreRecognised() {
        create(
                "inferred_changes",
                "{\"op\":\"c\",\"before\":null,\"after\":{\"id\":1,\"name\":\"lamp\"},\"source\":{\"ts_ms\":1},\"ts_ms\":2}",
                "{\"op\":\"u\",\"before\":{\"id\":1},\"after\":{\"id\":1,\"name\":\"desk\"},\"source\":{\"ts_ms\":3},\"ts_ms\":4}");
        String catalog = catalog("inferred_changes");

        assertThat(fixture.rows("SELECT op, after.name FROM " + catalog + ".`inferred_changes$changes`"))
                .containsExactly("c|lamp", "u|desk");
    }

    @Test
    void aSourceInfersToo() {
        create("inferred_source", "{\"a\":1}");

        assertThat(fixture.spark()
                        .read()
                        .format("kaspar")
                        .option("kafka.bootstrap.servers", fixture.cluster().bootstrapServers())
                        .option("topic", "inferred_source")
                        .option("value.format", "json")
                        .option("value.schema", "infer")
                        .load()
                        .schema()
                        .toDDL())
                .isEqualTo("a BIGINT");
    }

    @Test
    void copiesAreLookedAtWithoutBrokers(@TempDir Path folder) throws IOException {
        create("inferred_copy", "{\"a\":1}", "{\"b\":true}");
        Path target = Files.createDirectory(folder.resolve("copy"));
        Path logDir = fixture.cluster().logDir(0);
        Files.copy(logDir.resolve("meta.properties"), target.resolve("meta.properties"));
        Path partition = Files.createDirectory(target.resolve("inferred_copy-0"));
        try (Stream<Path> files = Files.list(logDir.resolve("inferred_copy-0"))) {
            for (Path file : files.toList()) {
                Files.copy(file, partition.resolve(file.getFileName()));
            }
        }

        assertThat(fixture.spark()
                        .read()
                        .format("kaspar")
                        .option("log.dirs", target.toString())
                        .option("topic", "inferred_copy")
                        .option("value.format", "json")
                        .option("value.schema", "infer")
                        .load()
                        .collectAsList()
                        .toString())
                .isEqualTo("[[1,null], [null,true]]");
    }
}
