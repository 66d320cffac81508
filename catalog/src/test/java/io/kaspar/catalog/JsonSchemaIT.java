package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.registry.FakeReference;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of JSON with a JSON Schema, from the registry to the row. */
@ExtendWith(SqlFixtureExtension.class)
class JsonSchemaIT {
    private static final String OLD_ORDER =
            "{'type': 'object', 'properties': {'order_id': {'type': 'integer', 'connect.type': 'int32'}, 'article': {'type':"
                    + " 'string'}, 'ordered_at': {'type': 'integer', 'title': 'org.apache.kafka.connect.data.Timestamp'}}}";
    private static final String ORDER = """
            {"$schema": "http://json-schema.org/draft-07/schema#", "$id": "http://shop/order.json", "type": "object",
             "properties": {
               "order_id": {"type": "integer", "description": "counts up"},
               "article": {"type": "string"},
               "ordered_at": {"type": "string", "format": "date-time"},
               "customer": {"$ref": "customer.json"},
               "parts": {"type": "array", "items": {"type": "integer"}},
               "price": {"type": "number", "title": "org.apache.kafka.connect.data.Decimal", "connect.type": "bytes",
                         "connect.parameters": {"scale": "2", "connect.decimal.precision": "10"}},
               "payment": {"oneOf": [{"type": "null"},
                 {"title": "Card", "type": "object", "properties": {"kind": {"const": "card"}, "number": {"type": "string"}}, "required": ["kind"]},
                 {"title": "Cash", "type": "object", "properties": {"kind": {"const": "cash"}, "given": {"type": "integer"}}, "required": ["kind"]}]},
               "notes": {"type": "object", "additionalProperties": {"type": "string"}}},
             "required": ["order_id"]}""";
    private static final String CUSTOMER =
            "{'type': 'object', 'properties': {'name': {'type': 'string'}, 'home': {'$ref': 'address.json#/definitions/Address'}}}";
    private static final String ADDRESS =
            "{'definitions': {'Address': {'type': 'object', 'properties': {'city': {'type': 'string'}}}}}";
    private static final int MANY = 6_000;
    private static final int DAMAGED = 4_321;

    private final SqlFixture fixture;

    JsonSchemaIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsOldAndNewPayloads(String locality) {
        String topic = "orders_json_" + locality;
        fixture.cluster().createTopic(topic, 2);
        int oldId = fixture.registry().register(topic + "-value", "JSON", quoted(OLD_ORDER), List.of());
        int newId = registerOrder(topic);
        send(topic, 0, null, framed(oldId, "{'order_id': 7, 'article': 'lamp', 'ordered_at': 1767225600000}"));
        send(
                topic,
                1,
                null,
                framed(
                        newId,
                        "{'ordered_at': '2026-01-01T01:00:00+01:00', 'price': 12.5, 'order_id': 8, 'article': 'désk',"
                                + " 'customer': {'name': 'Ann', 'home': {'city': 'Oslo', 'zip': 7}}, 'parts': [1, 2], 'payment':"
                                + " {'kind': 'cash', 'given': 20}, 'notes': {'a': 'b'}}"));
        send(topic, 1, null, null);
        String from = " FROM kaspar." + topic + " WITH ('read.locality' = '" + locality + "')";

        assertThat(fixture.rows(
                        "SELECT order_id, article, unix_seconds(ordered_at), customer.name, customer.home.city, parts,"
                                + " price, payment.Cash.given, payment.Card, notes['a']" + from
                                + " ORDER BY _partition, _offset"))
                .containsExactly(
                        "7|lamp|1767225600|null|null|null|null|null|null|null",
                        "8|désk|1767225600|Ann|Oslo|ArraySeq(1, 2)|12.50|20|null|b",
                        "null|null|null|null|null|null|null|null|null|null");
        assertThat(fixture.rows("SELECT sum(order_id)" + from)).containsExactly("15");
        assertThat(fixture.rows("SELECT _value_schema_id" + from + " WHERE article = 'désk'"))
                .containsExactly(Integer.toString(newId));
        assertThat(fixture.rows("DESCRIBE kaspar." + topic))
                .contains(
                        "order_id|bigint|counts up",
                        "customer|struct<name:string,home:struct<city:string>>|null",
                        "payment|struct<Card:struct<kind:string,number:string>,Cash:struct<kind:string,given:bigint>>|null");
    }

    @Test
    void readsKeysToo() {
        fixture.cluster().createTopic("keys_json", 1);
        int id = fixture.registry()
                .register("keys_json-key", "JSON", quoted(ADDRESS.replace("definitions", "properties")), List.of());
        send("keys_json", 0, framed(id, "{'Address': {'city': 'Rome'}}"), new byte[] {'v'});

        assertThat(fixture.rows("SELECT _key.Address.city, value FROM kaspar.keys_json"))
                .containsExactly("Rome|v");
    }

    @Test
    void whatDoesNotFitIsMalformedInEachMode() {
        fixture.cluster().createTopic("json_malformed", 1);
        int id = registerOrder("json_malformed");
        send("json_malformed", 0, null, framed(id, "{'order_id': 1, 'customer': {'home': {'city': 5}}}"));
        send("json_malformed", 0, null, framed(id, "{'order_id': 2}"));
        String from = " FROM kaspar.json_malformed WITH ('mode' = '%s')";

        assertThatThrownBy(() -> fixture.rows("SELECT *" + from.formatted("FAILFAST")))
                .rootCause()
                .hasMessageContaining("customer.home.city: a number where the column is STRING");
        assertThat(fixture.rows(
                        "SELECT order_id, customer, _error" + from.formatted("PERMISSIVE") + " ORDER BY _offset"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("null|null|value: ").contains("customer.home.city"),
                        row -> assertThat(row).isEqualTo("2|null|null"));
        assertThat(fixture.rows("SELECT order_id, customer" + from.formatted("DROPMALFORMED")))
                .containsExactly("2|null");
    }

    /** From disk and network the same rows, and the same as Spark's own reader of JSON makes of the bare payloads. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsManyAsSparkDoes(String locality) {
        String topic = "json_many_" + locality;
        fixture.cluster().createTopic(topic, 1);
        int id = registerOrder(topic);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            String text =
                    "{'order_id': %1$d, 'article': 'article \\u00e9 %1$d', 'parts': [%1$d, -%1$d], 'customer': {'home': {'city':"
                            + " 'c%1$d'}}, 'price': %1$d.25, 'notes': {'k%1$d': 'v'}, 'more': {'x': [1, {}]}}";
            byte[] value = framed(id, number == DAMAGED ? "{'order_id': 1" : text.formatted(number));
            records.add(new ProducerRecord<>(topic, 0, null, value));
        }
        fixture.cluster().producer().send(records);
        String bare = fixture.catalog("bare_" + topic, Map.of("value.format", "binary"));
        String columns = "order_id, article, parts, customer.home.city, cast(price AS STRING), map_entries(notes)";
        String ours = "SELECT _offset, " + columns + " FROM kaspar." + topic
                + " WITH ('mode' = 'DROPMALFORMED', 'read.locality' = '" + locality + "') ORDER BY _offset";
        String sparks = "SELECT _offset, " + columns.replaceAll("(order_id|article|parts|customer|price|notes)", "j.$1")
                + " FROM (SELECT _offset, from_json(decode(substring(value, 6), 'UTF-8'), 'order_id BIGINT, article STRING, parts"
                + " ARRAY<BIGINT>, customer STRUCT<home: STRUCT<city: STRING>>, price DECIMAL(10,2), notes MAP<STRING, STRING>') j"
                + " FROM " + bare + "." + topic + ") WHERE _offset != " + DAMAGED
                + " ORDER BY _offset";

        assertThat(fixture.rows(ours)).hasSize(MANY - 1).isEqualTo(fixture.rows(sparks));
    }

    @Test
    void aSchemaThatLacksAReferenceSaysWhich() {
        fixture.cluster().createTopic("json_lacks", 1);
        fixture.registry().register("json_lacks-value", "JSON", ORDER, List.of());

        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.json_lacks"))
                .hasMessageContaining("refers to \"customer.json\"")
                .hasMessageContaining("none of its references");
    }

    @Test
    void payloadsOfAVersionThatDoesNotFitAreMalformed() {
        fixture.cluster().createTopic("json_misfit", 1);
        String property = "{'properties': {'t': {'type': 'integer', 'title': 'org.apache.kafka.connect.data.%s'}}}";
        int old =
                fixture.registry().register("json_misfit-value", "JSON", quoted(property.formatted("Date")), List.of());
        fixture.registry().register("json_misfit-value", "JSON", quoted(property.formatted("Timestamp")), List.of());
        send("json_misfit", 0, null, framed(old, "{'t': 1}"));
        fixture.catalog("tolerant_json", Map.of("mode", "PERMISSIVE"));

        assertThat(fixture.rows("SELECT t, _error FROM tolerant_json.json_misfit"))
                .singleElement()
                .satisfies(row -> assertThat(row).contains("field t was a DATE written as days, and is a TIMESTAMP"));
    }

    private int registerOrder(String topic) {
        fixture.registry().register("address", "JSON", quoted(ADDRESS), List.of());
        fixture.registry()
                .register(
                        "customer", "JSON", quoted(CUSTOMER), List.of(new FakeReference("address.json", "address", 1)));
        return fixture.registry()
                .register(topic + "-value", "JSON", ORDER, List.of(new FakeReference("customer.json", "customer", 1)));
    }

    private void send(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, partition, key, value)));
    }

    private static String quoted(String text) {
        return text.replace('\'', '"');
    }

    private static byte[] framed(int schemaId, String payload) {
        byte[] value = quoted(payload).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + Integer.BYTES + value.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(value)
                .array();
    }
}
