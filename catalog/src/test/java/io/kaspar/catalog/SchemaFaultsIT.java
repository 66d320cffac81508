package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Schemas as people have them, from the registry to the row. */
@ExtendWith(SqlFixtureExtension.class)
class SchemaFaultsIT {
    private static final String INT_RECORD = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}";
    private static final String FIELD = "{\"name\":\"%s\",\"type\":%s}";

    private final SqlFixture fixture;

    SchemaFaultsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @Test
    void readsOlderRecordsThatLackARequiredField() {
        fixture.cluster().createTopic("forward", 1);
        int v1 = fixture.registry().register("forward-value", record("a", "\"int\""));
        int v2 = fixture.registry().register("forward-value", record("a", "\"int\"", "n", "\"int\""));
        send("forward", null, framed(v1, 2));
        send("forward", null, framed(v2, 4, 6));

        assertThat(fixture.rows("SELECT a FROM kaspar.forward")).containsExactly("1", "2");
        assertThat(fixture.rows("SELECT * FROM kaspar.forward")).containsExactly("1|null", "2|3");
        assertThat(fixture.rows("SELECT a FROM kaspar.forward WHERE n IS NULL")).containsExactly("1");
    }

    @Test
    void readsPayloadsAndKeysOfBytesWhole() {
        fixture.cluster().createTopic("blobs", 1);
        int id = fixture.registry().register("blobs-value", "\"bytes\"");
        fixture.registry().register("blobs-key", "\"bytes\"");
        send("blobs", framed(id, 6, 1, 2, 3, 9, 9), framed(id, '{', '}'));

        assertThat(fixture.rows("SELECT hex(value), hex(_key) FROM kaspar.blobs"))
                .containsExactly("7B7D|060102030909");
    }

    @Test
    void readsWhatStandsBesideAWideDecimal() {
        fixture.cluster().createTopic("wide", 1);
        String wide = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":64,\"scale\":0}";
        int id = fixture.registry().register("wide-value", record("x", wide, "y", "\"int\""));
        send("wide", null, framed(id, 2, 7, 8));

        assertThat(fixture.rows("SELECT y FROM kaspar.wide")).containsExactly("4");
        assertThat(fixture.rows("SELECT x FROM kaspar.wide")).containsExactly("7");
        assertThat(fixture.rows("DESCRIBE kaspar.wide")).anyMatch(row -> row.startsWith("x|string"));
    }

    @Test
    void aKeyWithABrokenSchemaLeavesTheValuesReadable() {
        fixture.cluster().createTopic("odd_key", 1);
        fixture.registry().register("odd_key-key", "JSON", "{\"$ref\":\"gone.json\"}", List.of());
        int id = fixture.registry().register("odd_key-value", record("a", "\"int\""));
        send("odd_key", framed(id, 'k'), framed(id, 2));

        assertThat(fixture.rows("SELECT * FROM kaspar.odd_key")).containsExactly("1");
        assertThat(fixture.rows("SELECT a, substring(_key, 6) = X'6B' FROM kaspar.odd_key"))
                .containsExactly("1|true");
        assertThat(fixture.rows("SELECT _key_schema_id = " + id + " FROM kaspar.odd_key"))
                .containsExactly("true");
        assertThat(fixture.rows("SHOW TABLE EXTENDED IN kaspar LIKE '*'")).anyMatch(row -> row.contains("odd_key"));
    }

    private static final String GRADES = "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[%s]}";

    private String table(String topic) {
        fixture.cluster().createTopic(topic, 1);
        return fixture.catalog("watchful", Map.of("schema.registry.latest-ttl", "1ms", "metadata-ttl", "1ms")) + "."
                + topic;
    }

    private int grades(String topic, String symbols, String... more) {
        List<String> fields = new ArrayList<>(List.of("e", GRADES.formatted(symbols)));
        fields.addAll(List.of(more));
        return fixture.registry().register(topic + "-value", record(fields.toArray(new String[0])));
    }

    @Test
    void anotherEnumSymbolChangesNothingThatIsHeldOrCached() {
        String table = table("symbols");
        int v1 = grades("symbols", "\"A\"", "b", "\"int\"");
        send("symbols", null, framed(v1, 0, 2));
        Dataset<Row> held = fixture.spark().table(table).select("e");
        fixture.sql("CREATE OR REPLACE TEMPORARY VIEW symbols_view AS SELECT e, b FROM " + table);
        fixture.sql("CACHE TABLE " + table);
        assertThat(fixture.rows("SELECT e, b FROM " + table)).containsExactly("A|1");

        int v2 = grades("symbols", "\"A\",\"B\"", "b", "\"int\"");
        send("symbols", null, framed(v2, 2, 4));

        assertThat(fixture.rows("SELECT e, b FROM " + table)).containsExactly("A|1");
        assertThat(fixture.rows("SELECT e, b FROM symbols_view")).containsExactly("A|1");
        assertThat(held.count()).isEqualTo(1);
        fixture.sql("UNCACHE TABLE " + table);
        assertThat(held.select("e").collectAsList().toString()).isEqualTo("[[A], [B]]");
        assertThat(fixture.rows("SELECT e, b FROM symbols_view")).containsExactly("A|1", "B|2");
        assertThat(fixture.rows("SELECT e, b FROM " + table)).containsExactly("A|1", "B|2");
    }

    @Test
    void aCachedTableKeepsADroppedColumnUntilItIsRefreshed() {
        String table = table("dropped");
        int v1 = grades("dropped", "\"A\"", "b", "\"int\"");
        send("dropped", null, framed(v1, 0, 2));
        Dataset<Row> held = fixture.spark().table(table).select("e");
        fixture.sql("CREATE OR REPLACE TEMPORARY VIEW dropped_view AS SELECT e FROM " + table);
        fixture.sql("CREATE OR REPLACE TEMPORARY VIEW dropped_column AS SELECT b FROM " + table);
        fixture.sql("CACHE TABLE " + table);
        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("A|1");

        int v2 = grades("dropped", "\"A\"");
        send("dropped", null, framed(v2, 0));

        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("A|1");
        assertThat(fixture.rows("SELECT e FROM dropped_view")).containsExactly("A");
        fixture.sql("REFRESH TABLE " + table);
        fixture.sql("UNCACHE TABLE " + table);
        assertThat(fixture.rows("SELECT * FROM " + table)).containsExactly("A", "A");
        assertThat(fixture.rows("SELECT e FROM dropped_view")).containsExactly("A", "A");
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM dropped_column")).hasMessageContaining("`b`");
        assertThatThrownBy(held::count).hasMessageContaining("`b`").hasMessageContaining("removed");
        assertThat(fixture.spark().table(table).select("e").count()).isEqualTo(2);
    }

    @Test
    void aForbiddenKeySchemaIsAnErrorOnlyWhereTheKeyIsRead() {
        fixture.cluster().createTopic("forbidden", 1);
        int id = fixture.registry().register("forbidden-value", record("a", "\"int\""));
        fixture.registry()
                .plant(
                        "/subjects/forbidden-key/versions/latest",
                        403,
                        "{\"error_code\":40301,\"message\":\"User is denied operation Read\"}");
        send("forbidden", null, framed(id, 2));

        assertThat(fixture.rows("SELECT *, _offset FROM kaspar.forbidden")).containsExactly("1|0");
        assertThat(fixture.value("SELECT count(*) FROM kaspar.forbidden")).isEqualTo(1L);
        assertThatThrownBy(() -> fixture.rows("SELECT _key FROM kaspar.forbidden"))
                .hasMessageContaining("HTTP 403")
                .hasMessageContaining("key.format");
    }

    @Test
    void aValueWithABrokenSchemaIsAnErrorOnlyWhereItIsRead() {
        fixture.cluster().createTopic("odd_value", 1);
        fixture.registry().register("odd_value-value", "JSON", "{\"$ref\":\"gone.json\"}", List.of());
        send("odd_value", "k".getBytes(StandardCharsets.UTF_8), framed(1, 2));

        assertThat(fixture.rows("SELECT _key, _offset FROM kaspar.odd_value")).containsExactly("k|0");
        assertThat(fixture.rows("SELECT _value_schema_id FROM kaspar.odd_value"))
                .containsExactly("1");
        assertThat(fixture.rows("DESCRIBE kaspar.odd_value")).anyMatch(row -> row.contains("gone.json"));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.odd_value"))
                .hasMessageContaining("gone.json")
                .hasMessageContaining("value.format=binary");
    }

    @Test
    void payloadsOfASubjectOfAnotherNameAreNeverShownAsText() {
        fixture.cluster().createTopic("by_record", 1);
        int id = fixture.registry().register("com.example.Note", record("s", "\"string\""));
        send("by_record", null, framed(id, 4, 'h', 'i'));
        send("by_record", null, "\0text".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> fixture.rows("SELECT value FROM kaspar.by_record"))
                .rootCause()
                .hasMessageContaining("subject com.example.Note")
                .hasMessageContaining("value.subject");
        fixture.catalog("tolerant_text", Map.of("mode", "PERMISSIVE"));
        List<String> rows = fixture.rows("SELECT value, _error FROM tolerant_text.by_record ORDER BY _offset");
        assertThat(rows.get(0)).startsWith("null|").contains("subject com.example.Note");
        assertThat(rows.get(1)).isEqualTo("\0text|null");
        fixture.catalog(
                "by_subject", Map.of("topic.by_record.value.subject", "com.example.Note", "mode", "PERMISSIVE"));
        assertThat(fixture.rows("SELECT s FROM by_subject.by_record ORDER BY _offset"))
                .containsExactly("hi", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void payloadsOfOtherTypesAreNeverRowsOfNulls(String locality) {
        String topic = "several_" + locality;
        fixture.cluster().createTopic(topic, 1);
        int order =
                fixture.registry().register("shop.Order", record("a", "\"int\"").replace("\"R\"", "\"shop.Order\""));
        int payment = fixture.registry()
                .register("shop.Payment", record("b", "\"int\"").replace("\"R\"", "\"shop.Payment\""));
        int other = fixture.registry().register("shop.Other", "JSON", "{\"type\":\"object\"}", List.of());
        send(topic, framed(payment, 9), framed(order, 2));
        send(topic, framed(order, 2), framed(payment, 4));
        send(topic, framed(order, 4), framed(other, 0, 4));
        send(topic, framed(order, 6), framed(order, 6));
        String catalog = fixture.catalog(
                topic + "_catalog",
                Map.of(
                        "topic." + topic + ".value.subject",
                        "shop.Order",
                        "topic." + topic + ".key.subject",
                        "shop.Order"));
        String from = " FROM " + catalog + "." + topic + " WITH ('mode' = '%s', 'read.locality' = '" + locality + "')";

        assertThatThrownBy(() -> fixture.rows("SELECT a" + from.formatted("FAILFAST")))
                .hasStackTraceContaining("written as record shop.Payment");
        assertThat(fixture.rows("SELECT a, _key.a, _error" + from.formatted("PERMISSIVE")))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("1|null|key: ").contains("shop.Payment"),
                        row -> assertThat(row).startsWith("null|1|value: ").contains("shop.Payment"),
                        row -> assertThat(row).startsWith("null|2|value: ").contains("JSON"),
                        row -> assertThat(row).isEqualTo("3|3|null"));
        assertThat(fixture.rows("SELECT a" + from.formatted("DROPMALFORMED"))).containsExactly("3");
    }

    @Test
    void refreshingATableShowsItsFirstSubjectAndItsNextVersion() {
        fixture.cluster().createTopic("late_subject", 1);
        assertThat(fixture.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("value|string"));

        fixture.registry().register("late_subject-value", record("a", "\"int\""));
        fixture.sql("REFRESH TABLE kaspar.late_subject");
        assertThat(fixture.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("a|int"));

        fixture.registry().register("late_subject-value", record("a", "\"int\"", "b", "[\"null\",\"int\"]"));
        fixture.sql("REFRESH TABLE kaspar.late_subject");
        assertThat(fixture.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("b|int"));
    }

    @Test
    void aTreeOfManyOperatorsIsAUsableTable() {
        fixture.cluster().createTopic("tree", 1);
        String operators = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> "{\"type\":\"record\",\"name\":\"N" + i + "\",\"fields\":["
                        + "{\"name\":\"l\",\"type\":[\"null\",\"N0\"]},{\"name\":\"r\",\"type\":[\"null\",\"N0\"]}]}")
                .collect(Collectors.joining(","));
        int id = fixture.registry()
                .register(
                        "tree-value",
                        "{\"type\":\"record\",\"name\":\"N0\",\"fields\":[{\"name\":\"node\",\"type\":[\"null\",\"N0\","
                                + operators + "]}]}");
        send("tree", null, framed(id, 4, 0, 2, 0));

        assertThat(fixture.rows("DESCRIBE kaspar.tree")).anyMatch(row -> row.startsWith("node|struct"));
        assertThat(fixture.rows("SELECT node.N1.l IS NULL, node.N2 IS NULL FROM kaspar.tree"))
                .containsExactly("true|true");
    }

    @Test
    void tasksAskForNoSchemaThatTheDriverRead() {
        fixture.cluster().createTopic("versions", 1);
        List<Integer> ids = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String type = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":" + i + "}";
            int id = fixture.registry().register("versions-value", record("a", "\"int\"", "f" + i, type));
            ids.add(id);
            byte[] payload = new byte[6 + i];
            System.arraycopy(framed(id, 2 * i), 0, payload, 0, 6);
            send("versions", null, payload);
        }

        assertThat(fixture.rows("SELECT a FROM kaspar.versions")).containsExactly("1", "2", "3", "4", "5");

        // The session's tasks share the driver's registry, so what was not asked for by id came with the plan, or was
        // kept.
        assertThat(ids).noneMatch(id -> fixture.registry().requestCount("/schemas/ids/" + id) > 0);
    }

    private static String record(String... namesAndTypes) {
        return INT_RECORD.formatted(IntStream.range(0, namesAndTypes.length / 2)
                .mapToObj(i -> FIELD.formatted(namesAndTypes[2 * i], namesAndTypes[2 * i + 1]))
                .collect(Collectors.joining(",")));
    }

    private void send(String topic, byte @Nullable [] key, byte[] value) {
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, key, value)));
    }

    private static byte[] framed(int schemaId, int... octets) {
        ByteBuffer payload =
                ByteBuffer.allocate(5 + octets.length).put((byte) 0).putInt(schemaId);
        for (int octet : octets) {
            payload.put((byte) octet);
        }
        return payload.array();
    }
}
