package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of databases' tables in other wrappings than Debezium's own. */
@ExtendWith(SqlFixtureExtension.class)
class ChangeEnvelopesIT {
    private static final String ROW = "STRUCT<id: BIGINT, name: STRING>";
    private static final String ENVELOPE =
            "before " + ROW + ", after " + ROW + ", source STRUCT<ts_ms: BIGINT>, op STRING";

    private final SqlFixture fixture;

    ChangeEnvelopesIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Records of one partition: keys and values in turn. */
    private void fill(String topic, @Nullable String... keysAndValues) {
        fixture.cluster().createTopic(topic, 1);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            records.add(record(topic, keysAndValues[i], keysAndValues[i + 1]));
        }
        fixture.cluster().producer().send(records);
    }

    @SuppressWarnings("NullAway") // Kafka's classes say nothing of null, and take it for keys and values
    private static ProducerRecord<byte[], byte[]> record(String topic, @Nullable String key, @Nullable String value) {
        return new ProducerRecord<>(topic, 0, utf8(key), utf8(value));
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** As Kafka Connect's converter of JSON writes it. */
    private static String wrapped(String payload) {
        return "{\"schema\":{\"type\":\"struct\",\"optional\":true,\"name\":\"stock\",\"fields\":[{\"type\":\"int64\",\"field\":\"id\"}]},"
                + "\"payload\":" + payload + "}";
    }

    private static String change(String operation, String before, String after) {
        return "{\"before\":" + before + ",\"after\":" + after + ",\"source\":{\"ts_ms\":7},\"op\":\"" + operation
                + "\"}";
    }

    @Test
    void connectWrapsKeysAndValues() {
        String one = wrapped("{\"id\":1}");
        String two = wrapped("{\"id\":2}");
        fill(
                "envelope-connect",
                one,
                wrapped(change("c", "null", "{\"id\":1,\"name\":\"a\"}")),
                two,
                wrapped(change("r", "null", "{\"id\":2,\"name\":\"b\"}")),
                one,
                "{\"payload\":" + change("u", "null", "{\"id\":1,\"name\":\"new\"}") + ", \"schema\":null}",
                two,
                wrapped(change("d", "{\"id\":2,\"name\":\"b\"}", "null")),
                two,
                null,
                one,
                "{\"secret\":1}");
        String catalog = fixture.catalog(
                "envelope_connect",
                Map.of(
                        "topic.envelope-connect.value.format",
                        "json",
                        "topic.envelope-connect.value.framing",
                        "connect",
                        "topic.envelope-connect.value.schema",
                        ENVELOPE,
                        "topic.envelope-connect.key.format",
                        "json",
                        "topic.envelope-connect.key.framing",
                        "connect",
                        "topic.envelope-connect.key.schema",
                        "id BIGINT"));
        String topic = catalog + ".`envelope-connect`";
        String ending = " WITH ('endingOffsets' = '{\"envelope-connect\":{\"0\":5}}')";

        assertThat(fixture.rows("SELECT id, name, _key.id FROM " + catalog + ".`envelope-connect$current`" + ending))
                .containsExactly("1|new|1");
        assertThat(fixture.rows("SELECT op, before.name, after.name, source.ts_ms FROM " + catalog
                        + ".`envelope-connect$changes`" + ending + " ORDER BY _offset"))
                .containsExactly("c|null|a|7", "r|null|b|7", "u|null|new|7", "d|b|null|7");
        assertThatThrownBy(() -> fixture.rows("SELECT op FROM " + topic))
                .hasStackTraceContaining("the value is an object with another member, where value.framing=connect")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
        assertThat(fixture.rows(
                        "SELECT _offset FROM " + topic + " WITH ('mode' = 'PERMISSIVE') WHERE _error IS NOT NULL"))
                .containsExactly("5");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + topic))
                .contains("value.framing|connect", "key.framing|connect", "value.format|json");
    }

    @Test
    void connectWrapsAnyJson() {
        fill(
                "envelope-connect-any",
                null,
                wrapped("{\"a\":{\"b\":[1,\"two\"]}}"),
                null,
                wrapped("null"),
                null,
                wrapped("\"text\""),
                null,
                null);
        String catalog = fixture.catalog(
                "envelope_connect_any",
                Map.of(
                        "topic.envelope-connect-any.value.format",
                        "json",
                        "topic.envelope-connect-any.value.framing",
                        "connect"));
        assertThat(fixture.rows("SELECT to_json(value), value IS NULL, is_variant_null(value) FROM " + catalog
                        + ".`envelope-connect-any` ORDER BY _offset"))
                .containsExactly(
                        "{\"a\":{\"b\":[1,\"two\"]}}|false|false",
                        "null|false|true",
                        "\"text\"|false|false",
                        "null|true|false");
    }

    /** As {@code ExtractNewRecordState} writes rows with {@code delete.tombstone.handling.mode=rewrite}, here in JSON Schema. */
    @Test
    void unwrappedRowsSayThatTheyWereDeleted() {
        int id = fixture.registry()
                .register(
                        "unwrapped-deleted-value",
                        "JSON",
                        "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},"
                                + "\"__deleted\":{\"type\":\"string\"},\"__lsn\":{\"type\":\"integer\"}}}",
                        List.of());
        fixture.cluster().createTopic("unwrapped-deleted", 2);
        fixture.cluster()
                .producer()
                .send(List.of(
                        framed(id, 0, "1", row(1, "a", "false")),
                        framed(id, 0, "2", row(2, "b", "false")),
                        framed(id, 1, "3", row(3, "c", "false")),
                        framed(id, 1, "4", row(4, "d", "false")),
                        framed(id, 0, "1", row(1, "new", "false")),
                        framed(id, 0, "2", row(2, "b", "true")),
                        framed(id, 1, "4", row(4, "d", "true")),
                        framed(id, 1, "3", null),
                        framed(id, 1, "4", "{\"id\":4,\"name\":\"again\",\"__lsn\":9}")));

        String current = "kaspar.`unwrapped-deleted$current`";
        assertThat(fixture.rows("SELECT id, name, __deleted, __lsn FROM " + current + " ORDER BY id"))
                .containsExactly("1|new|false|7", "4|again|null|9");
        assertThat(fixture.value("SELECT count(*) FROM " + current)).isEqualTo(2L);
        assertThat(fixture.rows(
                        "SELECT __deleted, id FROM kaspar.`unwrapped-deleted$changes` ORDER BY _partition, _offset"))
                .containsExactly("false|1", "false|2", "false|1", "true|2", "false|3", "false|4", "true|4", "null|4");
        assertThat(fixture.rows("DESCRIBE " + current))
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactly("id", "name", "__deleted", "__lsn");
        assertThat(fixture.rows("DESCRIBE kaspar.`unwrapped-deleted$changes`"))
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactly("__deleted", "id", "name", "__lsn");
        assertThat(fixture.rows("DESCRIBE EXTENDED " + current))
                .anyMatch(row -> row.startsWith(
                        "Comment|the last row of each key and partition, of those that Debezium unwrapped"));
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.`unwrapped-deleted$curent`"))
                .hasMessageContaining("unwrapped-deleted$current");
    }

    private static String row(long id, String name, String deleted) {
        return "{\"id\":" + id + ",\"name\":\"" + name + "\",\"__deleted\":\"" + deleted + "\",\"__lsn\":7}";
    }

    @SuppressWarnings("NullAway") // as above
    private static ProducerRecord<byte[], byte[]> framed(
            int schemaId, int partition, String key, @Nullable String value) {
        byte[] text = utf8(value);
        return new ProducerRecord<>(
                "unwrapped-deleted",
                partition,
                utf8(key),
                text == null
                        ? null
                        : ByteBuffer.allocate(5 + text.length)
                                .put((byte) 0)
                                .putInt(schemaId)
                                .put(text)
                                .array());
    }

    /** As it writes them with {@code add.fields=op}. */
    @Test
    void unwrappedRowsSayWhatWasDone() {
        fill(
                "unwrapped-op",
                "1",
                "{\"__op\":\"c\",\"id\":1,\"__deleted\":\"false\"}",
                "2",
                "{\"__op\":\"r\",\"id\":2,\"__deleted\":\"false\"}",
                "3",
                "{\"id\":3}",
                "2",
                "{\"__op\":\"d\",\"id\":2}",
                "1",
                "{\"__op\":\"u\",\"id\":10,\"__deleted\":\"false\"}",
                "4",
                "{\"__op\":\"c\",\"id\":4,\"__deleted\":\"false\"}",
                "4",
                "{\"__op\":\"u\",\"id\":4,\"__deleted\":\"true\"}",
                "5",
                "{\"__op\":\"secret\",\"id\":5}",
                "5",
                "{\"__deleted\":\"secret\",\"id\":50}");
        String catalog = fixture.catalog(
                "unwrapped_op",
                Map.of(
                        "topic.unwrapped-op.value.format",
                        "json",
                        "topic.unwrapped-op.value.schema",
                        "id INT, __deleted STRING, __op STRING"));
        String current = " FROM " + catalog + ".`unwrapped-op$current`";
        assertThat(fixture.rows("SELECT id, __op" + current + until(7) + " ORDER BY id"))
                .containsExactly("3|null", "10|u");
        assertThat(fixture.rows(
                        "SELECT * FROM " + catalog + ".`unwrapped-op$changes`" + until(4) + " ORDER BY _offset"))
                .containsExactly("c|false|1", "r|false|2", "null|null|3", "d|null|2");
        assertThatThrownBy(() -> fixture.rows("SELECT id" + current + until(8)))
                .hasStackTraceContaining(
                        "the field __op of the record at offset 7 of unwrapped-op-0 is none of Debezium's words"
                                + " c, r, u, d, t, m. With mode=PERMISSIVE")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("secret"));
        assertThatThrownBy(() -> fixture.rows(
                        "SELECT id" + current + " WITH ('startingOffsets' = '{\"unwrapped-op\":{\"0\":8}}')"))
                .hasStackTraceContaining("the field __deleted of the record at offset 8 of unwrapped-op-0 is none of"
                        + " Debezium's words true, false. With");
        assertThat(fixture.rows("SELECT id" + current + " WITH ('mode' = 'PERMISSIVE') ORDER BY id"))
                .containsExactly("3", "10", "50");
    }

    private static String until(int offset) {
        return " WITH ('endingOffsets' = '{\"unwrapped-op\":{\"0\":" + offset + "}}')";
    }

    /** Values that the log of the database leaves out are shown as the connector writes them, and the query says so. */
    @Test
    void valuesThatNobodyKnewAreCounted() {
        String unknown = "__debezium_unavailable_value";
        String row = "STRUCT<id: INT, name: STRING, tags: ARRAY<STRING>, picture: BINARY>";
        fill(
                "unavailable",
                "1",
                change("c", "null", "{\"id\":1,\"name\":\"a\",\"tags\":[\"x\"],\"picture\":\"eA==\"}"),
                "1",
                change(
                        "u",
                        "{\"id\":1,\"name\":\"" + unknown + "\"}",
                        "{\"id\":2,\"name\":\"" + unknown + "\",\"tags\":[\"" + unknown + "\"],\"picture\":\""
                                + Base64.getEncoder().encodeToString(utf8(unknown)) + "\"}"),
                "2",
                change("u", "null", "{\"id\":3,\"name\":\"" + unknown + "_\"}"),
                "3",
                change("d", "{\"name\":\"" + unknown + "\"}", "null"));
        String catalog = fixture.catalog(
                "unavailable",
                Map.of(
                        "topic.unavailable.value.format",
                        "json",
                        "topic.unavailable.value.schema",
                        "before " + row + ", after " + row + ", source STRUCT<ts_ms: BIGINT>, op STRING"));
        String current = " FROM " + catalog + ".`unavailable$current`";
        try (LogLines log = LogLines.of("io.kaspar.reader.column.UnavailableValues")) {
            assertThat(unavailable("SELECT id" + current)).isZero();
            assertThat(unavailable("SELECT name" + current)).isEqualTo(1);
            assertThat(unavailable("SELECT *" + current)).isEqualTo(3);
            assertThat(unavailable("SELECT *" + current + " WITH ('mode' = 'DROPMALFORMED')"))
                    .isEqualTo(3);
            assertThat(unavailable("SELECT before.name FROM " + catalog + ".`unavailable$changes`"))
                    .isEqualTo(2);
            assertThat(unavailable("SELECT after, before.name FROM " + catalog + ".`unavailable$changes`"))
                    .isEqualTo(5);
            assertThat(unavailable("SELECT after FROM " + catalog + ".unavailable"))
                    .as("of what is no view of changes")
                    .isZero();
            assertThat(log.lines())
                    .hasSize(5)
                    .containsOnly(
                            "WARN Changes of unavailable-0 lack values that Debezium's connector did not know; they are"
                                    + " shown as it writes them: " + unknown);
        }
        assertThat(fixture.rows("SELECT name, tags[0], CAST(picture AS STRING)" + current + " WHERE id = 2"))
                .containsExactly(unknown + "|" + unknown + "|" + unknown);
    }

    private long unavailable(String query) {
        Dataset<Row> rows = fixture.sql(query);
        assertThat(rows.collectAsList()).isNotEmpty();
        return rows.queryExecution()
                .executedPlan()
                .collectLeaves()
                .head()
                .metrics()
                .apply("kasparUnavailableValues")
                .value();
    }

    private static String maxwell(String type, String data, String rest) {
        return "{\"database\":\"shop\",\"table\":\"stock\",\"type\":\"" + type
                + "\",\"ts\":1767225600,\"xid\":23396,\"commit\":true,\"data\":" + data + rest + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void maxwellWritesTheRowAndWhatChanged(String locality) {
        String topic = "envelope-maxwell-" + locality;
        fill(
                topic,
                "1",
                maxwell("bootstrap-start", "{}", ""),
                "1",
                maxwell("bootstrap-insert", "{\"id\":1,\"name\":\"a\",\"made\":\"2026-01-01 10:00:00\"}", ""),
                "2",
                maxwell("insert", "{\"id\":2,\"name\":\"b\",\"made\":null}", ""),
                "1",
                maxwell(
                        "update",
                        "{\"id\":1,\"name\":\"new\",\"made\":\"2026-01-01 10:00:00\"}",
                        ",\"old\":{\"name\":\"a\"}"),
                "3",
                maxwell("insert", "{\"id\":3,\"name\":null}", ""),
                "3",
                maxwell("update", "{\"id\":3,\"name\":\"c\"}", ",\"old\":{\"name\":null}"),
                "2",
                maxwell("delete", "{\"id\":2,\"name\":\"b\",\"made\":null}", ""),
                "1",
                maxwell("bootstrap-complete", "{}", ""),
                "4",
                maxwell("secret", "{\"id\":4}", ""),
                "5",
                maxwell("insert", "{\"id\":\"secret\"}", ""));
        String catalog = fixture.catalog(
                "envelope_maxwell_" + locality,
                Map.of(
                        "topic." + topic + ".value.format",
                        "json",
                        "topic." + topic + ".value.framing",
                        "maxwell",
                        "topic." + topic + ".value.schema",
                        "id BIGINT, name STRING, made TIMESTAMP",
                        "read.locality",
                        locality));
        String ending = " WITH ('endingOffsets' = '{\"" + topic + "\":{\"0\":8}}')";

        assertThat(fixture.rows("SELECT id, name, unix_seconds(made) FROM " + catalog + ".`" + topic + "$current`"
                        + ending + " ORDER BY id"))
                .containsExactly("1|new|1767261600", "3|c|null");
        assertThat(fixture.rows("SELECT op, before.id, before.name, before.made IS NULL, after.id, after.name FROM "
                        + catalog + ".`" + topic + "$changes`" + ending + " ORDER BY _offset"))
                .containsExactly(
                        "m|null|null|true|null|null",
                        "r|null|null|true|1|a",
                        "c|null|null|true|2|b",
                        "u|1|a|false|1|new",
                        "c|null|null|true|3|null",
                        "u|3|null|true|3|c",
                        "d|2|b|true|null|null",
                        "m|null|null|true|null|null");
        String from = " FROM " + catalog + ".`" + topic + "`";
        assertThat(fixture.rows(
                        "SELECT DISTINCT source.db, source.table, unix_seconds(source.ts), source.xid" + from + ending))
                .containsExactly("shop|stock|1767225600|23396");
        assertThat(fixture.rows("DESCRIBE" + from.substring(5)))
                .extracting(row -> row.substring(0, row.indexOf('|')))
                .containsExactly("op", "before", "after", "source");
        assertThat(fixture.rows("SELECT _offset, _error" + from
                        + " WITH ('mode' = 'PERMISSIVE') WHERE _error IS NOT NULL" + " ORDER BY _offset"))
                .hasSize(2)
                .noneMatch(row -> row.contains("secret"))
                .satisfies(rows -> assertThat(rows.get(0))
                        .contains(
                                "8|",
                                "the value has another type than those that are known, and is no change of"
                                        + " value.framing=maxwell"))
                .satisfies(rows -> assertThat(rows.get(1))
                        .contains(
                                "9|",
                                "after.id: a string where the column is BIGINT; bytes are counted in the change as"
                                        + " value.framing=maxwell writes it anew"));
    }

    private static String goldenGate(String type, String rows) {
        return "{\"table\":\"QA.STOCK\",\"op_type\":\"" + type + "\",\"op_ts\":\"2026-01-01 00:00:00.250000\","
                + "\"current_ts\":\"2026-01-01T00:00:01.5\",\"pos\":\"00000000000000001444\"" + rows + "}";
    }

    @Test
    void goldenGateMayLeaveOutWhatDidNotChange() {
        fill(
                "envelope-ogg",
                "1",
                goldenGate("I", ",\"after\":{\"ID\":1,\"NAME\":\"a\",\"PIECES\":5}"),
                "2",
                goldenGate("I", ",\"after\":{\"ID\":2,\"NAME\":\"b\",\"PIECES\":6}"),
                "1",
                goldenGate("U", ",\"before\":{\"ID\":1,\"NAME\":\"a\",\"PIECES\":5},\"after\":{\"ID\":1,\"PIECES\":7}"),
                "2",
                goldenGate("D", ",\"before\":{\"ID\":2,\"NAME\":\"b\",\"PIECES\":6}"));
        String catalog = fixture.catalog(
                "envelope_ogg",
                Map.of(
                        "topic.envelope-ogg.value.format",
                        "json",
                        "topic.envelope-ogg.value.framing",
                        "ogg",
                        "topic.envelope-ogg.value.schema",
                        "ID BIGINT, NAME STRING, PIECES INT"));
        assertThat(fixture.rows("SELECT * FROM " + catalog + ".`envelope-ogg$current`"))
                .containsExactly("1|a|7");
        assertThat(fixture.rows(
                        "SELECT op, before.pieces, after.pieces, after.name, source.table, CAST(source.ts AS STRING)"
                                + " FROM " + catalog + ".`envelope-ogg$changes` ORDER BY _offset"))
                .containsExactly(
                        "c|null|5|a|QA.STOCK|2026-01-01 00:00:00.25",
                        "c|null|6|b|QA.STOCK|2026-01-01 00:00:00.25",
                        "u|5|7|a|QA.STOCK|2026-01-01 00:00:00.25",
                        "d|6|null|null|QA.STOCK|2026-01-01 00:00:00.25");
    }
}
