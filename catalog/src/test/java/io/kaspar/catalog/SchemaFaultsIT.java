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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Schemas as people have them, from the registry to the row. */
@ExtendWith(LabExtension.class)
class SchemaFaultsIT {
    private static final String INT_RECORD = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[%s]}";
    private static final String FIELD = "{\"name\":\"%s\",\"type\":%s}";

    private final Lab lab;

    SchemaFaultsIT(Lab lab) {
        this.lab = lab;
    }

    @Test
    void readsOlderRecordsThatLackARequiredField() {
        lab.cluster().createTopic("forward", 1);
        int v1 = lab.registry().register("forward-value", record("a", "\"int\""));
        int v2 = lab.registry().register("forward-value", record("a", "\"int\"", "n", "\"int\""));
        send("forward", null, framed(v1, 2));
        send("forward", null, framed(v2, 4, 6));

        assertThat(lab.rows("SELECT a FROM kaspar.forward")).containsExactly("1", "2");
        assertThat(lab.rows("SELECT * FROM kaspar.forward")).containsExactly("1|null", "2|3");
        assertThat(lab.rows("SELECT a FROM kaspar.forward WHERE n IS NULL")).containsExactly("1");
    }

    @Test
    void readsPayloadsAndKeysOfBytesWhole() {
        lab.cluster().createTopic("blobs", 1);
        int id = lab.registry().register("blobs-value", "\"bytes\"");
        lab.registry().register("blobs-key", "\"bytes\"");
        send("blobs", framed(id, 6, 1, 2, 3, 9, 9), framed(id, '{', '}'));

        assertThat(lab.rows("SELECT hex(value), hex(_key) FROM kaspar.blobs")).containsExactly("7B7D|060102030909");
    }

    @Test
    void readsWhatStandsBesideAWideDecimal() {
        lab.cluster().createTopic("wide", 1);
        String wide = "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":64,\"scale\":0}";
        int id = lab.registry().register("wide-value", record("x", wide, "y", "\"int\""));
        send("wide", null, framed(id, 2, 7, 8));

        assertThat(lab.rows("SELECT y FROM kaspar.wide")).containsExactly("4");
        assertThat(lab.rows("SELECT x FROM kaspar.wide")).containsExactly("7");
        assertThat(lab.rows("DESCRIBE kaspar.wide")).anyMatch(row -> row.startsWith("x|string"));
    }

    @Test
    void aKeyOfAnotherKindLeavesTheValuesReadable() {
        lab.cluster().createTopic("odd_key", 1);
        lab.registry().register("odd_key-key", "JSON", "{\"type\":\"object\"}", List.of());
        int id = lab.registry().register("odd_key-value", record("a", "\"int\""));
        send("odd_key", framed(id, 'k'), framed(id, 2));

        assertThat(lab.rows("SELECT * FROM kaspar.odd_key")).containsExactly("1");
        assertThat(lab.rows("SELECT a, substring(_key, 6) = X'6B' FROM kaspar.odd_key"))
                .containsExactly("1|true");
        assertThat(lab.rows("SHOW TABLE EXTENDED IN kaspar LIKE '*'")).anyMatch(row -> row.contains("odd_key"));
    }

    @Test
    void aForbiddenKeySchemaIsAnErrorOnlyWhereTheKeyIsRead() {
        lab.cluster().createTopic("forbidden", 1);
        int id = lab.registry().register("forbidden-value", record("a", "\"int\""));
        lab.registry()
                .plant(
                        "/subjects/forbidden-key/versions/latest",
                        403,
                        "{\"error_code\":40301,\"message\":\"User is denied operation Read\"}");
        send("forbidden", null, framed(id, 2));

        assertThat(lab.rows("SELECT *, _offset FROM kaspar.forbidden")).containsExactly("1|0");
        assertThat(lab.value("SELECT count(*) FROM kaspar.forbidden")).isEqualTo(1L);
        assertThatThrownBy(() -> lab.rows("SELECT _key FROM kaspar.forbidden"))
                .hasMessageContaining("HTTP 403")
                .hasMessageContaining("key.format");
    }

    @Test
    void aValueOfAnotherKindIsAnErrorOnlyWhereItIsRead() {
        lab.cluster().createTopic("odd_value", 1);
        lab.registry().register("odd_value-value", "PROTOBUF", "syntax = \"proto3\";", List.of());
        send("odd_value", "k".getBytes(StandardCharsets.UTF_8), framed(1, 2));

        assertThat(lab.rows("SELECT _key, _offset FROM kaspar.odd_value")).containsExactly("k|0");
        assertThat(lab.rows("DESCRIBE kaspar.odd_value")).anyMatch(row -> row.contains("PROTOBUF"));
        assertThatThrownBy(() -> lab.rows("SELECT * FROM kaspar.odd_value"))
                .hasMessageContaining("PROTOBUF")
                .hasMessageContaining("value.format=binary");
    }

    @Test
    void payloadsOfASubjectOfAnotherNameAreNeverShownAsText() {
        lab.cluster().createTopic("by_record", 1);
        int id = lab.registry().register("com.example.Note", record("s", "\"string\""));
        send("by_record", null, framed(id, 4, 'h', 'i'));
        send("by_record", null, "\0text".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> lab.rows("SELECT value FROM kaspar.by_record"))
                .rootCause()
                .hasMessageContaining("subject com.example.Note")
                .hasMessageContaining("value.subject");
        lab.catalog("tolerant_text", Map.of("mode", "PERMISSIVE"));
        List<String> rows = lab.rows("SELECT value, _error FROM tolerant_text.by_record ORDER BY _offset");
        assertThat(rows.get(0)).startsWith("null|").contains("subject com.example.Note");
        assertThat(rows.get(1)).isEqualTo("\0text|null");
        lab.catalog("by_subject", Map.of("topic.by_record.value.subject", "com.example.Note", "mode", "PERMISSIVE"));
        assertThat(lab.rows("SELECT s FROM by_subject.by_record ORDER BY _offset"))
                .containsExactly("hi", "null");
    }

    @Test
    void refreshingATableShowsItsFirstSubjectAndItsNextVersion() {
        lab.cluster().createTopic("late_subject", 1);
        assertThat(lab.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("value|string"));

        lab.registry().register("late_subject-value", record("a", "\"int\""));
        lab.sql("REFRESH TABLE kaspar.late_subject");
        assertThat(lab.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("a|int"));

        lab.registry().register("late_subject-value", record("a", "\"int\"", "b", "[\"null\",\"int\"]"));
        lab.sql("REFRESH TABLE kaspar.late_subject");
        assertThat(lab.rows("DESCRIBE kaspar.late_subject")).anyMatch(row -> row.startsWith("b|int"));
    }

    @Test
    void aTreeOfManyOperatorsIsAUsableTable() {
        lab.cluster().createTopic("tree", 1);
        String operators = IntStream.rangeClosed(1, 8)
                .mapToObj(i -> "{\"type\":\"record\",\"name\":\"N" + i + "\",\"fields\":["
                        + "{\"name\":\"l\",\"type\":[\"null\",\"N0\"]},{\"name\":\"r\",\"type\":[\"null\",\"N0\"]}]}")
                .collect(Collectors.joining(","));
        int id = lab.registry()
                .register(
                        "tree-value",
                        "{\"type\":\"record\",\"name\":\"N0\",\"fields\":[{\"name\":\"node\",\"type\":[\"null\",\"N0\","
                                + operators + "]}]}");
        send("tree", null, framed(id, 4, 0, 2, 0));

        assertThat(lab.rows("DESCRIBE kaspar.tree")).anyMatch(row -> row.startsWith("node|struct"));
        assertThat(lab.rows("SELECT node.N1.l IS NULL, node.N2 IS NULL FROM kaspar.tree"))
                .containsExactly("true|true");
    }

    @Test
    void tasksAskForNoSchemaThatTheDriverRead() {
        lab.cluster().createTopic("versions", 1);
        List<Integer> ids = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            String type = "{\"type\":\"fixed\",\"name\":\"F\",\"size\":" + i + "}";
            int id = lab.registry().register("versions-value", record("a", "\"int\"", "f" + i, type));
            ids.add(id);
            byte[] payload = new byte[6 + i];
            System.arraycopy(framed(id, 2 * i), 0, payload, 0, 6);
            send("versions", null, payload);
        }

        assertThat(lab.rows("SELECT a FROM kaspar.versions")).containsExactly("1", "2", "3", "4", "5");

        // The session's tasks share the driver's registry, so what was not asked for by id came with the plan, or was
        // kept.
        assertThat(ids).noneMatch(id -> lab.registry().requestCount("/schemas/ids/" + id) > 0);
    }

    private static String record(String... namesAndTypes) {
        return INT_RECORD.formatted(IntStream.range(0, namesAndTypes.length / 2)
                .mapToObj(i -> FIELD.formatted(namesAndTypes[2 * i], namesAndTypes[2 * i + 1]))
                .collect(Collectors.joining(",")));
    }

    private void send(String topic, byte @Nullable [] key, byte[] value) {
        lab.cluster().producer().send(List.of(new ProducerRecord<>(topic, 0, key, value)));
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
