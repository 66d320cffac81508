package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.kaspar.testing.registry.FakeReference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics of Protobuf, from the registry to the row. */
@ExtendWith(SqlFixtureExtension.class)
class ProtobufIT {
    private static final String OLD_ORDER =
            "syntax = \"proto3\"; package shop; message Order { int32 order_id = 1; string product = 2; }";
    private static final String ORDER = """
            syntax = "proto3";
            package shop;
            import "shop/money.proto";
            import "google/protobuf/timestamp.proto";
            // What somebody bought.
            message Order {
              int64 order_id = 1; // counts up
              string article = 2;
              Money price = 3;
              google.protobuf.Timestamp ordered_at = 4;
              repeated int32 parts = 5;
              optional uint64 discount = 6;
            }
            message Refund { int64 order_id = 1; }
            """;
    private static final String MONEY = "syntax = \"proto3\"; package shop; message Money { sint64 cents = 1; }";
    private static final int MANY = 6_000;
    private static final int DAMAGED = 4_321;
    private static final byte[] FIRST_MESSAGE = {0};
    private static final byte[] SECOND_MESSAGE = {2, 2};

    private final SqlFixture fixture;

    ProtobufIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Writes the fields of a message. */
    @FunctionalInterface
    private interface Fields {
        void write(CodedOutputStream out) throws IOException;
    }

    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsOldAndNewPayloads(String locality) {
        String topic = "orders_proto_" + locality;
        fixture.cluster().createTopic(topic, 2);
        int oldId = fixture.registry().register(topic + "-value", "PROTOBUF", OLD_ORDER, List.of());
        int newId = registerOrder(topic);
        send(topic, 0, null, framed(oldId, FIRST_MESSAGE, out -> {
            out.writeInt32(1, 7);
            out.writeString(2, "lamp");
        }));
        send(topic, 1, null, framed(newId, FIRST_MESSAGE, out -> {
            out.writeInt64(1, 8);
            out.writeString(2, "desk");
            out.writeByteArray(3, message(money -> money.writeSInt64(1, -250)));
            out.writeByteArray(4, message(time -> time.writeInt64(1, 1_767_225_600L)));
            out.writeInt32(5, 1);
            out.writeInt32(5, 2);
            out.writeUInt64(6, -1L);
        }));
        send(topic, 1, null, null);
        String from = " FROM kaspar." + topic + " WITH ('read.locality' = '" + locality + "')";

        assertThat(fixture.rows("SELECT order_id, article, price.cents, unix_seconds(ordered_at), parts, discount"
                        + from + " ORDER BY _partition, _offset"))
                .containsExactly(
                        "7|lamp|null|null|ArraySeq()|null",
                        "8|desk|-250|1767225600|ArraySeq(1, 2)|18446744073709551615",
                        "null|null|null|null|null|null");
        assertThat(fixture.rows("SELECT sum(order_id)" + from)).containsExactly("15");
        assertThat(fixture.rows("SELECT _value_schema_id" + from + " WHERE article = 'desk'"))
                .containsExactly(Integer.toString(newId));
        assertThat(fixture.rows("DESCRIBE kaspar." + topic))
                .contains(
                        "order_id|bigint|counts up", "price|struct<cents:bigint>|null", "discount|decimal(20,0)|null");
    }

    @Test
    void readsKeysToo() {
        fixture.cluster().createTopic("proto_keys", 1);
        int id = fixture.registry().register("proto_keys-key", "PROTOBUF", MONEY, List.of());
        send("proto_keys", 0, framed(id, FIRST_MESSAGE, out -> out.writeSInt64(1, 5)), new byte[] {'v'});

        assertThat(fixture.rows("SELECT _key.cents, value FROM kaspar.proto_keys"))
                .containsExactly("5|v");
    }

    @Test
    void payloadsOfAnotherMessageAreMalformed() {
        fixture.cluster().createTopic("proto_types", 1);
        int id = registerOrder("proto_types");
        send("proto_types", 0, null, framed(id, SECOND_MESSAGE, out -> out.writeInt64(1, 1)));
        send("proto_types", 0, null, framed(id, FIRST_MESSAGE, out -> out.writeInt64(1, 2)));
        fixture.catalog("tolerant_proto", Map.of("mode", "PERMISSIVE"));

        assertThatThrownBy(() -> fixture.rows("SELECT order_id FROM kaspar.proto_types"))
                .rootCause()
                .hasMessageContaining("the payload is a shop.Refund, and the table holds messages of type shop.Order");
        assertThat(fixture.rows("SELECT order_id, _error FROM tolerant_proto.proto_types ORDER BY _offset"))
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("null|").contains("shop.Refund"),
                        row -> assertThat(row).isEqualTo("2|null"));
    }

    @Test
    void damagedPayloadsAreMalformed() {
        fixture.cluster().createTopic("proto_damaged", 1);
        int id = registerOrder("proto_damaged");
        send("proto_damaged", 0, null, framed(id, FIRST_MESSAGE, out -> out.writeRawByte(0x08)));

        assertThatThrownBy(() -> fixture.rows("SELECT order_id FROM kaspar.proto_damaged"))
                .rootCause()
                .hasMessageContaining("Protobuf payload, byte 1 of 1: ends inside a number");
    }

    /** More than go through the steps one by one, with messages in two parts, whose bytes are put together. */
    @ParameterizedTest
    @ValueSource(strings = {"required", "off"})
    void readsManyAroundADamagedOne(String locality) {
        String topic = "proto_many_" + locality;
        fixture.cluster().createTopic(topic, 1);
        int id = registerOrder(topic);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            int order = number;
            byte[] value = order == DAMAGED
                    ? framed(id, FIRST_MESSAGE, out -> {
                        out.writeInt32(5, 1);
                        out.writeRawByte(0x08);
                    })
                    : framed(id, FIRST_MESSAGE, out -> {
                        out.writeInt64(1, order);
                        out.writeByteArray(3, message(money -> money.writeSInt64(1, 7)));
                        out.writeString(2, "article " + order);
                        out.writeInt32(5, order);
                        out.writeByteArray(3, message(money -> money.writeSInt64(1, order)));
                        out.writeInt32(5, -order);
                    });
            records.add(new ProducerRecord<>(topic, 0, null, value));
        }
        fixture.cluster().producer().send(records);
        String from = " FROM kaspar." + topic + " WITH ('mode' = '%s', 'read.locality' = '" + locality + "')";
        String wrong = " WHERE order_id != _offset OR article != concat('article ', _offset) OR price.cents != _offset"
                + " OR parts != array(cast(_offset AS INT), cast(-_offset AS INT))";

        assertThat(fixture.rows("SELECT count(*), count(order_id), count(parts)" + from.formatted("PERMISSIVE")))
                .containsExactly(MANY + "|" + (MANY - 1) + "|" + (MANY - 1));
        assertThat(fixture.rows("SELECT _offset, _error" + from.formatted("PERMISSIVE") + " WHERE _error IS NOT NULL"))
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith(DAMAGED + "|value: Protobuf payload"));
        assertThat(fixture.rows("SELECT count(order_id)" + from.formatted("DROPMALFORMED") + wrong))
                .containsExactly("0");
        assertThat(fixture.rows("SELECT count(order_id)" + from.formatted("DROPMALFORMED")))
                .containsExactly(Integer.toString(MANY - 1));
    }

    @Test
    void aSchemaThatLacksAReferenceSaysWhich() {
        fixture.cluster().createTopic("proto_lacks", 1);
        fixture.registry().register("proto_lacks-value", "PROTOBUF", ORDER, List.of());

        assertThatThrownBy(() -> fixture.rows("SELECT * FROM kaspar.proto_lacks"))
                .hasMessageContaining("imports \"shop/money.proto\", which is none of its references");
    }

    private int registerOrder(String topic) {
        fixture.registry().register("money", "PROTOBUF", MONEY, List.of());
        return fixture.registry()
                .register(
                        topic + "-value",
                        "PROTOBUF",
                        ORDER,
                        List.of(new FakeReference("shop/money.proto", "money", 1)));
    }

    private void send(String topic, int partition, byte @Nullable [] key, byte @Nullable [] value) {
        fixture.cluster().producer().send(List.of(new ProducerRecord<>(topic, partition, key, value)));
    }

    private static byte[] framed(int schemaId, byte[] messageIndexes, Fields fields) {
        byte[] value = message(fields);
        return ByteBuffer.allocate(1 + Integer.BYTES + messageIndexes.length + value.length)
                .put((byte) 0)
                .putInt(schemaId)
                .put(messageIndexes)
                .put(value)
                .array();
    }

    private static byte[] message(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            fields.write(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
