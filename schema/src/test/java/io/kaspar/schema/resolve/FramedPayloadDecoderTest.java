package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.LastValueSink;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FramedPayloadDecoderTest {
    private static final int TABLE_ID = 1;

    private final NumberFormat format = new NumberFormat(SchemaKind.AVRO);
    private final LastValueSink sink = new LastValueSink();
    private FakeRegistry server;
    private FramedPayloadDecoder decoder;
    private int openCount;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        server.register("orders-value", "7");
        decoder = decoder(() -> {
            openCount++;
            return SchemaRegistries.open(TestOptions.of(server));
        });
    }

    @AfterEach
    void stop() {
        decoder.close();
        server.close();
    }

    @Test
    void decodesPayloadsOfTheTablesSchemaWithoutAskingTheRegistry() throws IOException {
        assertThat(decode(framed(TABLE_ID, 3))).isEqualTo(7003);
        assertThat(decode(framed(TABLE_ID, 4))).isEqualTo(7004);

        assertThat(format.compiled()).containsExactly("7");
        assertThat(openCount).isZero();
    }

    @Test
    void decodesEachPayloadByItsOwnSchema() throws IOException {
        int other = server.register("orders-value", "8");

        assertThat(decode(framed(other, 1))).isEqualTo(8001);
        assertThat(decode(framed(TABLE_ID, 2))).isEqualTo(7002);
        assertThat(decode(framed(other, 3))).isEqualTo(8003);

        assertThat(format.compiled()).containsExactly("8", "7");
        assertThat(openCount).isEqualTo(1);
        assertThat(server.requestCount()).isEqualTo(1);
    }

    @Test
    void anIdIsOneOfTheContextOfTheTablesSubject() throws Exception {
        server.register("orders-value", "9");
        server.register(":.eu:orders-value", "5");
        int other = server.register(":.eu:orders-value", "8");
        PayloadSchema.Registered table = new PayloadSchema.Registered(
                ":.eu:orders-value", 1, TABLE_ID, SchemaText.avro("5"), PayloadOptions.DEFAULT, DataTypes.IntegerType);

        try (FramedPayloadDecoder inContext = FramedPayloadDecoder.of(
                table,
                PayloadSide.VALUE,
                DataTypes.IntegerType,
                new PayloadFormats(List.of(format)),
                () -> SchemaRegistries.open(TestOptions.of(server)))) {
            for (int schemaId : List.of(TABLE_ID, other)) {
                byte[] payload = framed(schemaId, 1);
                inContext.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
                assertThat(sink.value()).isEqualTo(schemaId == other ? 8001 : 5001);
            }
        }
    }

    @Test
    void decodesPayloadsThatNameAGuid() throws IOException {
        int other = server.register("orders-value", "8");
        byte[] payload = framed(UUID.fromString(server.guid(other)), 5);
        byte[] tables = framed(UUID.fromString(server.guid(TABLE_ID)), 5);

        assertThat(decode(payload)).isEqualTo(8005);
        assertThat(decode(payload)).isEqualTo(8005);
        assertThat(decode(tables)).isEqualTo(7005);
        assertThat(decode(payload)).isEqualTo(8005);

        assertThat(format.compiled()).containsExactly("8", "7");
        assertThat(decoder.schemaId(payload, 0, payload.length, SchemaHeaders.none()))
                .isEqualTo(-1);
    }

    @Test
    void aHeaderLeavesThePayloadBare() throws IOException {
        byte[] buffer = {99, 0, 0, 0, 0, TABLE_ID};

        decoder.decode(buffer, 0, 1, SchemaHeaders.ofSchemaId(1, 5), sink);

        assertThat(sink.value()).isEqualTo(7099);
        assertThat(decoder.schemaId(buffer, 0, 1, SchemaHeaders.ofSchemaId(1, 5)))
                .isEqualTo(TABLE_ID);
    }

    @Test
    void tellsTheIdWithoutAskingTheRegistry() {
        byte[] payload = framed(4711, 1);
        byte[] text = {'x'};

        assertThat(decoder.schemaId(payload, 0, payload.length, SchemaHeaders.none()))
                .isEqualTo(4711);
        assertThat(decoder.schemaId(text, 0, 1, SchemaHeaders.none())).isEqualTo(-1);
        assertThat(openCount).isZero();
    }

    @Test
    void aPayloadWithoutFramingSaysWhatToDo() {
        assertThatThrownBy(() -> decode("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("starts with byte 0x7b")
                .hasMessageContaining("value.format=string");
        assertThat(sink.count()).isZero();
    }

    @Test
    void anUnknownIdIsThePayloadsFaultAndAskedForOnce() {
        assertThatThrownBy(() -> decode(framed(99, 1)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("id 99")
                .hasMessageContaining("subject orders-value")
                .hasMessageContaining(server.url());
        assertThatThrownBy(() -> decode(framed(99, 1)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("id 99");
        assertThat(server.requestCount("/schemas/ids/99")).isEqualTo(1);
    }

    @Test
    void payloadsThatNameARandomIdEachAreNotAskedForOneByOne() throws IOException {
        int known = server.register("orders-value", "8");
        assertThat(decode(framed(known, 1))).isEqualTo(8001);
        int requestsBefore = server.requestCount();
        for (int id = 1_000; id < 3_000; id++) {
            byte[] payload = framed(id, 1);
            assertThatThrownBy(() -> decode(payload)).isInstanceOf(PayloadException.class);
        }
        assertThat(server.requestCount() - requestsBefore).isEqualTo(UnknownIds.MAX_ASKED);
        assertThatThrownBy(() -> decode(framed(3_000, 1))).hasMessageContaining("are unknown to the registry");
        assertThat(decode(framed(known, 1))).isEqualTo(8001);
        assertThat(decode(framed(TABLE_ID, 1))).isEqualTo(7001);
    }

    @Test
    void anUnknownGuidIsThePayloadsFaultAndAskedForOnce() {
        UUID guid = new UUID(5, 6);

        assertThatThrownBy(() -> decode(framed(guid, 1))).isInstanceOf(PayloadException.class);
        assertThatThrownBy(() -> decode(framed(guid, 1)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining(guid.toString());
        assertThat(server.requestCount("/schemas/guids/" + guid)).isEqualTo(1);
    }

    @Test
    void aFailingRegistryIsAskedAgain() throws IOException {
        int other = server.register("orders-value", "8");
        server.failNext(1, 500);

        assertThatThrownBy(() -> decode(framed(other, 1))).isInstanceOf(SchemaRegistryException.class);

        assertThat(decode(framed(other, 1))).isEqualTo(8001);
    }

    @Test
    void aWritersSchemaThatCannotBeReadIsNamedAndCompiledOnce() {
        int broken = server.register("orders-value", "broken");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> decode(framed(broken, 1)))
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("id " + broken)
                    .hasMessageContaining("version 1 of subject orders-value")
                    .hasMessageContaining(": no number; value.schema.version");
        }
        assertThat(format.compiled()).containsExactly("broken");
    }

    @Test
    void aWriterOfAnotherKindIsToldSo() {
        int proto = server.register("orders-value", "PROTOBUF", "8", List.of());

        assertThatThrownBy(() -> decode(framed(proto, 1)))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("PROTOBUF")
                .hasMessageContaining("AVRO")
                .hasMessageContaining("value.format=binary");
    }

    @Test
    void aBrokenPayloadDoesNotSpoilTheNext() throws IOException {
        byte[] tooLong = {0, 0, 0, 0, TABLE_ID, 1, 2};

        assertThatThrownBy(() -> decode(tooLong)).isInstanceOf(PayloadException.class);

        assertThat(decode(framed(TABLE_ID, 3))).isEqualTo(7003);
    }

    @Test
    void aSchemaOfAnotherIdNeedsARegistry() {
        try (FramedPayloadDecoder alone = decoder(null)) {
            byte[] payload = framed(2, 1);
            assertThatThrownBy(() -> alone.decode(payload, 0, payload.length, SchemaHeaders.none(), sink))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("schema.registry.url");
        }
    }

    @Test
    void payloadsWithoutSchemaAreTakenWhole() throws IOException {
        byte[] payload = framed(TABLE_ID, 3);
        try (FramedPayloadDecoder raw = FramedPayloadDecoder.of(
                new PayloadSchema.Raw(RawFormat.BINARY),
                PayloadSide.KEY,
                DataTypes.BinaryType,
                PayloadFormats.all(),
                null)) {
            raw.decode(payload, 0, payload.length, SchemaHeaders.ofSchemaId(0, 0), sink);

            assertThat(sink.value()).isEqualTo(payload);
            assertThat(raw.schemaId(payload, 0, payload.length, SchemaHeaders.none()))
                    .isEqualTo(-1);
        }
    }

    @Test
    void bytesOfAnUnreadableSchemaStillNameIt() throws IOException {
        List<PayloadSchema> unreadable =
                List.of(new PayloadSchema.Undecoded("JSON"), new PayloadSchema.Unavailable("HTTP 403"));
        for (PayloadSchema payloadSchema : unreadable) {
            try (FramedPayloadDecoder bytes = FramedPayloadDecoder.of(
                    payloadSchema, PayloadSide.KEY, DataTypes.BinaryType, PayloadFormats.all(), null)) {
                byte[] payload = framed(7, 9);
                RecordingSink whole = new RecordingSink(DataTypes.BinaryType);

                bytes.decode(payload, 0, payload.length, SchemaHeaders.none(), whole);

                assertThat(whole.only()).isEqualTo(ByteBuffer.wrap(payload));
                assertThat(bytes.schemaId(payload, 0, payload.length, SchemaHeaders.none()))
                        .isEqualTo(7);
                byte[] text = {'t'};
                assertThat(bytes.schemaId(text, 0, text.length, SchemaHeaders.none()))
                        .isEqualTo(-1);
            }
        }
    }

    @Test
    void textThatIsNoneNamesTheOptionOfItsSide() {
        try (FramedPayloadDecoder raw = FramedPayloadDecoder.of(
                new PayloadSchema.Raw(RawFormat.STRING),
                PayloadSide.KEY,
                DataTypes.StringType,
                PayloadFormats.all(),
                null)) {
            byte[] payload = {-1};
            assertThatThrownBy(() -> raw.decode(payload, 0, 1, SchemaHeaders.none(), sink))
                    .hasMessageContaining("key.format = binary");
        }
    }

    @Test
    void everyTruncationIsAPayloadException() throws IOException {
        byte[] payload = framed(TABLE_ID, 3);
        for (int length = 0; length < payload.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> decoder.decode(payload, 0, cut, SchemaHeaders.none(), sink))
                    .isInstanceOf(PayloadException.class);
        }
        assertThat(sink.count()).isZero();
    }

    @Test
    void knowsTheHeadersOfBothSides() {
        assertThat(PayloadSide.KEY.schemaIdHeader()).isEqualTo("__key_schema_id");
        assertThat(PayloadSide.VALUE.schemaIdHeader()).isEqualTo("__value_schema_id");
    }

    @Test
    void decodesABlockOfSeveralWritersUntilOneCannotBeRead() throws IOException {
        int other = server.register("orders-value", "8");
        UUID guid = UUID.fromString(server.guid(other));
        byte[][] payloads = {
            framed(TABLE_ID, 1),
            framed(TABLE_ID, 2),
            null,
            framed(other, 3),
            framed(guid, 4),
            framed(guid, 5),
            null,
            framed(TABLE_ID, 6),
            framed(other, 7),
            {'x'},
            framed(TABLE_ID, 8)
        };
        RecordingSink values = new RecordingSink(DataTypes.IntegerType);

        assertThat(decodeAll(payloads, 0, values)).isEqualTo(9);
        assertThat(valuesOf(values)).containsExactly(7001, 7002, null, 8003, 8004, 8005, null, 7006, 8007);
        assertThat(decodeAll(payloads, 10, values)).isEqualTo(11);
        assertThat(values.value(9)).isEqualTo(7008);
    }

    @Test
    void stopsABlockWhereDecodingOneWouldThrow() throws IOException {
        int broken = server.register("orders-value", "broken");
        byte[][] bad = {
            {},
            {0},
            {0, 0, 0, 0},
            {0, 0, 0, 0, TABLE_ID},
            {0, -1, 0, 0, 0, 1},
            {2, 0, 0, 0, TABLE_ID, 1},
            {1, 0, 0},
            framed(99, 1),
            framed(broken, 1),
            framed(new UUID(5, 6), 1),
            {0, 0, 0, 0, TABLE_ID, 1, 2}
        };
        for (byte[] payload : bad) {
            assertThatThrownBy(() -> decode(payload)).isInstanceOfAny(PayloadException.class, SchemaException.class);
            RecordingSink values = new RecordingSink(DataTypes.IntegerType);
            byte[][] block = {framed(TABLE_ID, 1), payload, framed(TABLE_ID, 2)};
            assertThat(decodeAll(block, 0, values)).isEqualTo(1);
            assertThat(valuesOf(values)).containsExactly(7001);
        }
    }

    @Test
    void aBlockWaitsForARegistryThatFails() throws IOException {
        int other = server.register("orders-value", "8");
        server.failNext(1, 500);
        byte[][] block = {framed(TABLE_ID, 1), framed(other, 2)};
        RecordingSink values = new RecordingSink(DataTypes.IntegerType);

        assertThatThrownBy(() -> decodeAll(block, 0, values)).isInstanceOf(SchemaRegistryException.class);
    }

    private int decodeAll(byte[] @Nullable [] payloads, int from, RecordingSink values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(1_000);
        int[] positions = new int[payloads.length];
        int[] lengths = new int[payloads.length];
        for (int i = 0; i < payloads.length; i++) {
            byte[] payload = payloads[i];
            positions[i] = buffer.position();
            lengths[i] = payload == null ? -1 : payload.length;
            buffer.put(payload == null ? new byte[0] : payload).put((byte) 99);
        }
        return decoder.decodeAll(buffer.array(), positions, lengths, from, payloads.length, values);
    }

    private static List<@Nullable Object> valuesOf(RecordingSink values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (int i = 0; i < values.count(); i++) {
            all.add(values.value(i));
        }
        return all;
    }

    private FramedPayloadDecoder decoder(@Nullable RegistrySupplier registry) {
        PayloadSchema table = new PayloadSchema.Registered(
                "orders-value", 1, TABLE_ID, SchemaText.avro("7"), PayloadOptions.DEFAULT, DataTypes.IntegerType);
        return FramedPayloadDecoder.of(
                table, PayloadSide.VALUE, DataTypes.IntegerType, new PayloadFormats(List.of(format)), registry);
    }

    private @Nullable Object decode(byte[] payload) throws IOException {
        byte[] buffer =
                ByteBuffer.allocate(payload.length + 4).position(2).put(payload).array();
        decoder.decode(buffer, 2, payload.length, SchemaHeaders.none(), sink);
        return sink.value();
    }

    private static byte[] framed(int schemaId, int value) {
        return ByteBuffer.allocate(6)
                .put((byte) 0)
                .putInt(schemaId)
                .put((byte) value)
                .array();
    }

    private static byte[] framed(UUID guid, int value) {
        return ByteBuffer.allocate(18)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .put((byte) value)
                .array();
    }
}
