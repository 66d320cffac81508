package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of JSON that no registry describes, from disk and from the broker, beside Spark's own functions over the same bytes. */
@ExtendWith(SqlFixtureExtension.class)
class JsonIT {
    private static final int RECORDS = 1_500;

    private final SqlFixture fixture;

    JsonIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** A table with formats and schemas of its topic, and other settings of its catalog. */
    private String table(String topic, Map<String, String> settings) {
        Map<String, String> placed = new HashMap<>();
        settings.forEach((option, value) ->
                placed.put(option.startsWith("read.") ? option : "topic." + topic + "." + option, value));
        return fixture.catalog(topic + "_catalog", placed) + "." + topic;
    }

    private void send(String topic, List<String> payloads) {
        fixture.cluster().createTopic(topic, 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (String payload : payloads) {
            records.add(new ProducerRecord<>(topic, 0, null, bytes(payload)));
        }
        fixture.cluster().producer().send(records);
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    private static Random random(String test) {
        long seed = Long.getLong("kaspar.seed", System.nanoTime());
        System.out.println(test + ": replay with -Dkaspar.seed=" + seed);
        return new Random(seed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void columnsAreThoseOfFromJson(String locality) {
        String topic = "json_columns_" + locality;
        TypedJson texts = new TypedJson(random("JsonIT"));
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            payloads.add(texts.object());
        }
        send(topic, payloads);
        String from = " FROM "
                + table(
                        topic,
                        Map.of("value.format", "json", "value.schema", TypedJson.ddl(), "read.locality", locality));

        assertThat(fixture.rows("SELECT count(*), count(text)" + from).get(0)).startsWith(RECORDS + "|");
        for (Map.Entry<String, String> column : TypedJson.COLUMNS.entrySet()) {
            String name = column.getKey();
            String sparks = "from_json(cast(_value AS STRING), '" + name + " " + column.getValue() + "')";
            assertThat(fixture.rows("SELECT DISTINCT to_json(struct(" + name + ")) AS ours, to_json(" + sparks
                            + ") AS theirs, cast(_value AS STRING)" + from + " WHERE NOT (to_json(struct(" + name
                            + ")) <=> to_json(" + sparks + ")) LIMIT 3"))
                    .as(name)
                    .isEmpty();
            assertThat(fixture.value("SELECT count(" + name + ") > " + RECORDS / 2 + from))
                    .as(name)
                    .isEqualTo(true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void variantsAreThoseOfParseJson(String locality) {
        String topic = "json_variants_" + locality;
        TypedJson texts = new TypedJson(random("JsonIT"));
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            payloads.add(texts.anything(4));
        }
        send(topic, payloads);
        String from = " FROM " + table(topic, Map.of("value.format", "json", "read.locality", locality));

        assertThat(fixture.rows("SELECT cast(_value AS STRING), to_json(value)" + from
                        + " WHERE NOT (to_json(value) <=> to_json(parse_json(cast(_value AS STRING))))"
                        + " OR NOT (schema_of_variant(value) <=> schema_of_variant(parse_json(cast(_value AS STRING))))"
                        + " OR NOT (value:a::string <=> parse_json(cast(_value AS STRING)):a::string) LIMIT 3"))
                .isEmpty();
        assertThat(fixture.value("SELECT count(value:b) > 100" + from)).isEqualTo(true);
        assertThat(fixture.value("SELECT count(value)" + from)).isEqualTo((long) RECORDS);
    }

    /** Parts, hidden columns and conditions, with Spark asked to hand over the parts or not. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void partsOfVariantsAreReadWithoutTheRest(String locality) {
        String topic = "json_parts_" + locality;
        TypedJson texts = new TypedJson(random("JsonIT"));
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            String text = i % 50 == 0 ? null : i % 3 == 0 ? texts.anything(4) : texts.uniqueObject();
            records.add(new ProducerRecord<>(topic, i % 2, bytes("key " + i), bytes(text)));
        }
        records.add(new ProducerRecord<>(topic, 1, null, bytes("{\"i\":1,\"i2\":2}")));
        fixture.cluster().createTopic(topic, 2);
        fixture.cluster().producer().send(records);
        String from = " FROM " + table(topic, Map.of("value.format", "json", "read.locality", locality));
        String parts = "try_variant_get(value, '$.i', 'int') AS i, try_variant_get(value, '$.text', 'string') AS text,"
                + " try_variant_get(value, '$.day', 'date') AS day, try_variant_get(value, '$.dec', 'decimal(12,3)') AS dec,"
                + " value:nested.p.q::string AS q, to_json(value:list[0]) AS first, value IS NULL AS tombstone";
        List<String> queries = List.of(
                "SELECT " + parts + from,
                "SELECT i, text, day, dec, q, first, tombstone, _topic, _partition, _offset, _timestamp, _timestamp_type, hex(_key), hex(_value),"
                        + " _headers, _leader_epoch, _key_schema_id, _value_schema_id, _record_type, _error FROM (SELECT "
                        + parts
                        + ", _topic, _partition, _offset, _timestamp, _timestamp_type, _key, _value, _headers, _leader_epoch,"
                        + " _key_schema_id, _value_schema_id, _record_type, _error" + from + ")",
                "SELECT hex(_key), value:i::string, _partition" + from
                        + " WHERE try_variant_get(value, '$.flag', 'boolean')",
                "SELECT value:text::string" + from + " WHERE _offset < 40 AND _partition = 1",
                "SELECT value:i::int, value IS NULL" + from + " ORDER BY _offset, _partition LIMIT 7");
        for (String query : queries) {
            assertThat(fixture.plan(query)).as(query).contains("takes [$");
            List<String> taken = sorted(query);
            without("spark.sql.variant.pushVariantIntoScan", () -> {
                assertThat(fixture.plan(query)).doesNotContain("takes [");
                assertThat(taken).as(query).isEqualTo(sorted(query)).isNotEmpty();
            });
            without(
                    "spark.sql.codegen.wholeStage",
                    () -> assertThat(fixture.plan(query)).doesNotContain("takes ["));
        }
    }

    private void without(String setting, Runnable check) {
        fixture.spark().conf().set(setting, "false");
        try {
            check.run();
        } finally {
            fixture.spark().conf().unset(setting);
        }
    }

    private List<String> sorted(String query) {
        return fixture.rows(query).stream().sorted().toList();
    }

    /** What is refused is cast by Spark, from whole variants. */
    @Test
    void partsAreRefusedWhereTheyWouldNotBeTheSame() {
        send("json_whole", List.of("{\"a\":3,\"l\":[1]}", "{\"a\":2}"));
        String from = " FROM " + table("json_whole", Map.of("value.format", "json", "key.format", "json"));

        for (String query : List.of(
                "SELECT value, value:a" + from,
                "SELECT cast(value AS STRING)" + from,
                "SELECT variant_get(value, '$.l', 'array<int>')" + from,
                "SELECT _key:k::int, value:a::string" + from,
                "SELECT value:a::string" + from + " WITH ('mode' = 'PERMISSIVE')",
                "SELECT sum(value:a::double)" + from, // Spark asks for the whole below an aggregate
                "SELECT count(*)" + from)) {
            assertThat(fixture.plan(query)).as(query).doesNotContain("takes [");
            assertThat(fixture.rows(query)).as(query).isNotEmpty();
        }
        assertThat(fixture.rows("SELECT variant_get(value, '$.l', 'array<int>')" + from + " WHERE value:l IS NOT NULL"))
                .hasSize(1);
    }

    /** As without that: a condition that leaves a record out keeps its cast from being made. */
    @Test
    void castsFailForRowsThatTheQueryComesTo() {
        send(
                "json_casts",
                List.of(
                        "{\"kind\":\"n\",\"v\":\"7\"}",
                        "{\"kind\":\"t\",\"v\":\"text\"}",
                        "{\"v\":1,\"w\":1,\"w\":2}"));
        String from = " FROM " + table("json_casts", Map.of("value.format", "json"));

        assertThat(fixture.rows("SELECT variant_get(value, '$.v', 'int')" + from
                        + " WHERE variant_get(value, '$.kind', 'string') = 'n'"))
                .containsExactly("7");
        assertThatThrownBy(() -> fixture.rows("SELECT variant_get(value, '$.v', 'int')" + from))
                .hasStackTraceContaining("INVALID_VARIANT_CAST");
        assertThatThrownBy(() -> fixture.rows("SELECT value:w::int" + from))
                .hasStackTraceContaining("json_casts-0")
                .hasStackTraceContaining("two members of one name");
        assertThatThrownBy(() -> fixture.rows("SELECT value" + from))
                .hasStackTraceContaining("two members of one name");
        assertThat(fixture.rows("SELECT _offset, _error LIKE '%two members of one name%'" + from
                        + " WITH ('mode' = 'PERMISSIVE') ORDER BY _offset"))
                .as("judged without being read")
                .containsExactly("0|null", "1|null", "2|true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void badRecordsAreToldWithTheWayToTheirValue(String locality) {
        String topic = "json_bad_" + locality;
        send(
                topic,
                List.of(
                        "{\"id\":1,\"items\":[{\"price\":1.5}]}",
                        "{\"id\":2,\"items\":[{\"price\":1},{\"price\":\"secret\"}]}",
                        "{\"id\":3} trailing",
                        "{'id':4}",
                        "{\"id\":5}"));
        String table = table(
                topic,
                Map.of(
                        "value.format",
                        "json",
                        "value.schema",
                        "id BIGINT, items ARRAY<STRUCT<price: DOUBLE>>",
                        "read.locality",
                        locality));

        assertThat(fixture.rows("SELECT id, size(items) FROM " + table + " WITH ('mode' = 'DROPMALFORMED')"))
                .containsExactly("1|1", "5|null");
        List<String> errors = fixture.rows("SELECT _offset, id, _error FROM " + table
                + " WITH ('mode' = 'PERMISSIVE') WHERE _error IS NOT NULL ORDER BY 1");
        assertThat(errors).hasSize(3).allSatisfy(error -> assertThat(error).doesNotContain("secret", "trailing"));
        assertThat(errors.get(0)).startsWith("1|null|").contains("items[1].price: a string where the column is DOUBLE");
        assertThat(errors.get(1)).startsWith("2|null|").contains("more bytes follow the value");
        assertThat(errors.get(2)).startsWith("3|null|").contains("begins with a double quote");
        assertThatThrownBy(() -> fixture.rows("SELECT items FROM " + table))
                .hasStackTraceContaining("items[1].price: a string where the column is DOUBLE");
    }

    @Test
    void keysAreJsonToo() {
        fixture.cluster().createTopic("json_keys", 1);
        fixture.cluster()
                .producer()
                .send(List.of(
                        new ProducerRecord<>("json_keys", 0, bytes("{\"k\":1}"), bytes("[1,2]")),
                        new ProducerRecord<>("json_keys", 0, null, null)));
        String columns = table(
                "json_keys",
                Map.of(
                        "key.format",
                        "json",
                        "key.schema",
                        "k INT",
                        "value.format",
                        "json",
                        "value.schema",
                        "ARRAY<INT>"));

        assertThat(fixture.rows("SELECT _key.k, value[1], _value IS NULL FROM " + columns + " ORDER BY 3"))
                .containsExactly("1|2|false", "null|null|true");
        String variants = fixture.catalog("json_variant_keys", Map.of("key.format", "json", "value.format", "json"));
        assertThat(fixture.rows("SELECT variant_get(_key, '$.k', 'int'), to_json(value) FROM " + variants
                        + ".json_keys ORDER BY 1 DESC"))
                .containsExactly("1|[1,2]", "null|null");
        assertThat(fixture.rows("DESCRIBE " + variants + ".json_keys").get(0)).contains("variant");
    }

    @Test
    void aSchemaThatIsNoneIsToldWithItsOption() {
        fixture.cluster().createTopic("json_broken", 1);
        String table = table("json_broken", Map.of("value.format", "json", "value.schema", "id BIGINT,, x"));

        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + table))
                .hasMessageContaining("the columns are not what Spark's DDL writes")
                .hasMessageContaining("change value.schema");
    }
}
