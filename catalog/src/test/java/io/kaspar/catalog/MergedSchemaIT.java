package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.registry.FakeRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables with the columns of all versions of a subject, by {@code value.schema.version=merged}. */
@ExtendWith(SqlFixtureExtension.class)
class MergedSchemaIT {
    private static final String RECORD = "{'type':'record','name':'R','fields':[%s]}";
    private static final String FIRST =
            RECORD.formatted("{'name':'id','type':'int'},{'name':'coupon','type':'string','default':''}");
    private static final String SECOND = RECORD.formatted("{'name':'id','type':'long'}");
    private static final String THIRD =
            RECORD.formatted("{'name':'id','type':'long'},{'name':'tip','type':'int','default':1}");

    private final SqlFixture fixture;

    MergedSchemaIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void aFieldThatWasRemovedIsAColumnStill(String locality) {
        String topic = "merged_avro_" + locality;
        String catalog = merging("merging_avro_" + locality, topic);
        fixture.cluster().createTopic(topic, 1);
        int first = fixture.registry().register(topic + "-value", json(FIRST));
        int second = fixture.registry().register(topic + "-value", json(SECOND));
        int third = fixture.registry().register(topic + "-value", json(THIRD));
        send(topic, framed(first, 2, 2, 'x'), framed(second, 4), framed(third, 6, 8));
        String from = " FROM %s." + topic + " WITH ('read.locality' = '" + locality + "')";

        assertThat(fixture.rows("SELECT *" + from.formatted(catalog))).containsExactly("1|1|x", "2|1|null", "3|4|null");
        assertThat(fixture.rows("SELECT coupon, _value_schema_id" + from.formatted(catalog) + " WHERE id = 1"))
                .containsExactly("x|" + first);
        assertThat(fixture.rows("SELECT *" + from.formatted("kaspar"))).containsExactly("1|1", "2|1", "3|4");
        assertThat(fixture.rows("SHOW TBLPROPERTIES " + catalog + "." + topic))
                .contains("value.schema.version|merged (3, 2, 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void protobufFieldsAreTheSameByNumber(String locality) {
        String topic = "merged_proto_" + locality;
        String catalog = merging("merging_proto_" + locality, topic);
        fixture.cluster().createTopic(topic, 1);
        String message = "syntax = \"proto3\"; package shop; message Order { %s }";
        int first = fixture.registry()
                .register(
                        topic + "-value",
                        "PROTOBUF",
                        message.formatted("int32 id = 1; string coupon = 2; int32 was = 3;"),
                        List.of());
        int second = fixture.registry()
                .register(topic + "-value", "PROTOBUF", message.formatted("int64 id = 1; int32 now = 3;"), List.of());
        send(topic, framed(first, 0, 8, 1, 18, 1, 'x', 24, 5), framed(second, 0, 8, 2, 24, 6));

        assertThat(fixture.rows("SELECT id, now, coupon FROM " + catalog + "." + topic + " WITH ('read.locality' = '"
                        + locality + "')"))
                .containsExactly("1|5|x", "2|6|null");
        assertThat(fixture.rows("SELECT coupon FROM " + catalog + ".`" + topic + "$Order`"))
                .containsExactly("x", "null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void membersOfJsonSchemasAreTheSameByName(String locality) {
        String topic = "merged_json_" + locality;
        String catalog = merging("merging_json_" + locality, topic);
        fixture.cluster().createTopic(topic, 1);
        String object = "{'type':'object','properties':{%s}}";
        int first = fixture.registry()
                .register(
                        topic + "-value",
                        "JSON",
                        json(object.formatted(
                                "'id':{'type':'integer','connect.type':'int32'},'coupon':{'type':'string'}")),
                        List.of());
        int second = fixture.registry()
                .register(topic + "-value", "JSON", json(object.formatted("'id':{'type':'integer'}")), List.of());
        send(
                topic,
                framed(first, json("{'id':1,'coupon':'x'}").getBytes(StandardCharsets.UTF_8)),
                framed(second, json("{'id':5000000000}").getBytes(StandardCharsets.UTF_8)));

        assertThat(fixture.rows(
                        "SELECT * FROM " + catalog + "." + topic + " WITH ('read.locality' = '" + locality + "')"))
                .containsExactly("1|x", "5000000000|null");
    }

    @Test
    void keysMergeToo() {
        String catalog = fixture.catalog("merging_keys", Map.of("topic.merged_keys.key.schema.version", "merged"));
        fixture.cluster().createTopic("merged_keys", 1);
        int first = fixture.registry().register("merged_keys-key", json(FIRST));
        fixture.registry().register("merged_keys-key", json(SECOND));
        fixture.cluster()
                .producer()
                .send(List.of(new ProducerRecord<>("merged_keys", 0, framed(first, 2, 2, 'x'), new byte[] {'v'})));

        assertThat(fixture.rows("SELECT _key.coupon, value FROM " + catalog + ".merged_keys"))
                .containsExactly("x|v");
    }

    @Test
    void versionsThatDoNotMergeAreNamed() {
        String catalog = merging("merging_conflict", "merged_conflict");
        fixture.cluster().createTopic("merged_conflict", 1);
        fixture.registry().register("merged_conflict-value", json(SECOND));
        fixture.registry().register("merged_conflict-value", json(SECOND.replace("long", "double")));

        assertThatThrownBy(() -> fixture.rows("SELECT value FROM " + catalog + ".merged_conflict"))
                .hasStackTraceContaining("column id is double in version 2, and long in version 1")
                .hasStackTraceContaining("set value.schema.version to latest, or to a number");
    }

    @Test
    void theRegistryIsAskedOncePerVersion() throws Exception {
        String topic = "merged_once";
        fixture.cluster().createTopic(topic, 4);
        try (FakeRegistry registry = FakeRegistry.start()) {
            int first = registry.register(topic + "-value", json(FIRST));
            int second = registry.register(topic + "-value", json(SECOND));
            registry.register(topic + "-value", json(THIRD));
            for (int partition = 0; partition < 4; partition++) {
                fixture.cluster()
                        .producer()
                        .send(List.of(
                                new ProducerRecord<>(topic, partition, null, framed(first, 2, 2, 'x')),
                                new ProducerRecord<>(topic, partition, null, framed(second, 4))));
            }
            String catalog = fixture.catalog(
                    "merging_once",
                    Map.of(
                            "schema.registry.url",
                            registry.url(),
                            "topic." + topic + ".value.schema.version",
                            "merged",
                            "topic." + topic + ".key.format",
                            "binary"));

            for (int query = 0; query < 3; query++) {
                assertThat(fixture.rows("SELECT count(coupon), sum(id) FROM " + catalog + "." + topic))
                        .containsExactly("4|12");
            }
            assertThat(registry.requests()).hasSize(4).doesNotHaveDuplicates();
        }
    }

    private String merging(String catalog, String topic) {
        return fixture.catalog(catalog, Map.of("topic." + topic + ".value.schema.version", "merged"));
    }

    private void send(String topic, byte[]... values) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (byte[] value : values) {
            records.add(new ProducerRecord<>(topic, 0, null, value));
        }
        fixture.cluster().producer().send(records);
    }

    private static byte[] framed(int id, int... octets) {
        byte[] bytes = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            bytes[i] = (byte) octets[i];
        }
        return framed(id, bytes);
    }

    private static byte[] framed(int id, byte[] payload) {
        return ByteBuffer.allocate(5 + payload.length)
                .put((byte) 0)
                .putInt(id)
                .put(payload)
                .array();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
