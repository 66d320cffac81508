package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.registry.SchemaRegistries;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.SchemaHeaders;
import io.kaspar.testing.registry.FakeRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Payloads of several record types, each read by what it names. */
final class TypedPayloadsTest {
    private static final PayloadFormats FORMATS = PayloadFormats.all();
    private static final Schema PLACED = schema("OrderPlaced", "{\"name\":\"id\",\"type\":\"long\"}");
    private static final Schema PLACED_OLD = schema("OrderPlaced", "{\"name\":\"id\",\"type\":\"int\"}");
    private static final Schema SHIPPED = schema("OrderShipped", "{\"name\":\"carrier\",\"type\":\"string\"}");
    private static final Schema CANCELLED = schema("OrderCancelled", "{\"name\":\"reason\",\"type\":\"string\"}");
    private static final String PROTO = """
            syntax = "proto3";
            package shop;
            message OrderPlaced { int64 id = 1; }
            message OrderShipped { string carrier = 1; message Leg { int32 number = 1; } }
            """;

    private FakeRegistry server;
    private SchemaRegistry registry;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        registry = SchemaRegistries.open(TestOptions.of(server));
    }

    @AfterEach
    void stop() {
        registry.close();
        server.close();
    }

    @Test
    void eachPayloadFillsTheColumnOfItsType() throws IOException {
        int oldId = register("events-shop.OrderPlaced", PLACED_OLD);
        int placedId = register("events-shop.OrderPlaced", PLACED);
        int shippedId = register("events-shop.OrderShipped", SHIPPED);
        PayloadSchema several = resolve();
        List<byte[]> payloads = new ArrayList<>(List.of(
                framed(placedId, PLACED, 1L),
                framed(placedId, PLACED, 2L),
                framed(shippedId, SHIPPED, "dhl"),
                framed(oldId, PLACED_OLD, 3)));
        payloads.add(2, null);

        assertThat(decodeAll(several, several.dataType(), payloads))
                .containsExactly(
                        row("OrderPlaced", Map.of("id", 1L), "OrderShipped", null),
                        row("OrderPlaced", Map.of("id", 2L), "OrderShipped", null),
                        null,
                        row("OrderPlaced", null, "OrderShipped", Map.of("carrier", "dhl")),
                        row("OrderPlaced", Map.of("id", 3L), "OrderShipped", null));
    }

    @Test
    void aTypeThatNobodyKnewHasNoColumnAndItsName() throws IOException {
        register("events-shop.OrderPlaced", PLACED);
        PayloadSchema several = resolve();
        int unknownId = register("events-shop.OrderCancelled", CANCELLED);
        byte[] payload = framed(unknownId, CANCELLED, "late");

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("OrderPlaced", null);
        assertThat(decodeAll(several, several.dataType(), List.of(payload, payload)))
                .containsExactly(nothing, nothing);
        assertThat(server.requestCount("/schemas/ids/" + unknownId)).isEqualTo(1);
        assertThat(name(several, payload)).isEqualTo("shop.OrderCancelled");
    }

    @Test
    void aRecordOfAnotherNamespaceIsAnotherType() throws IOException {
        register("events-shop.OrderPlaced", PLACED);
        Schema other = new Schema.Parser().parse(PLACED.toString().replace("shop", "store"));
        int otherId = register("events-store.OrderPlaced", other);
        server.delete("events-store.OrderPlaced");
        byte[] payload = framed(otherId, other, 4L);

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("OrderPlaced", null);
        assertThat(decode(resolve(), resolve().dataType(), payload)).isEqualTo(nothing);
        assertThat(name(resolve(), payload)).isEqualTo("store.OrderPlaced");
    }

    @Test
    void onlyTheTypesThatAreAskedForAreDecoded() throws IOException {
        int placedId = register("events-shop.OrderPlaced", PLACED);
        int shippedId = register("events-shop.OrderShipped", SHIPPED);
        byte[] broken = {0, 0, 0, 0, (byte) shippedId, 100};
        DataType placedOnly = StructType.fromDDL("OrderPlaced STRUCT<id: BIGINT>");

        Map<String, Object> nothing = new HashMap<>();
        nothing.put("OrderPlaced", null);
        assertThat(decodeAll(resolve(), placedOnly, List.of(broken, framed(placedId, PLACED, 7L))))
                .containsExactly(nothing, Map.of("OrderPlaced", Map.of("id", 7L)));
        assertThatThrownBy(() -> decode(resolve(), resolve().dataType(), broken))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void aPayloadThatCannotBeDecodedEndsTheRunThere() throws IOException {
        int placedId = register("events-shop.OrderPlaced", PLACED);
        byte[] good = framed(placedId, PLACED, 7L);
        byte[] broken = {0, 0, 0, 0, (byte) placedId};
        PayloadSchema several = resolve();

        assertThat(decodeAll(
                        several,
                        several.dataType(),
                        List.of(good, good, broken, good),
                        new RecordingSink(several.dataType())))
                .isEqualTo(2);
    }

    @Test
    void branchesOfAUnionAreTypes() throws IOException {
        Schema union = Schema.createUnion(Schema.create(Schema.Type.NULL), PLACED, SHIPPED);
        int unionId = register("events-value", union);
        PayloadSchema several = resolve();
        byte[] shipped = framed(unionId, union, record(SHIPPED, "ups"));
        byte[] nothing = framed(unionId, union, (Object) null);

        assertThat(decodeAll(several, several.dataType(), List.of(framed(unionId, union, record(PLACED, 4L)), shipped)))
                .containsExactly(
                        row("OrderPlaced", Map.of("id", 4L), "OrderShipped", null),
                        row("OrderPlaced", null, "OrderShipped", Map.of("carrier", "ups")));
        assertThat(name(several, shipped)).isEqualTo("shop.OrderShipped");
        assertThat(name(several, nothing)).isNull();
        assertThat(name(several, new byte[] {0, 0, 0, 0, (byte) unionId, 20})).isNull();
        assertThatThrownBy(() -> decode(several, several.dataType(), new byte[] {0, 0, 0, 0, (byte) unionId, 20}))
                .hasMessageContaining("no branch at place 10");
    }

    @Test
    void recordsFromBeforeTheUnionAreOfItsTypes() throws IOException {
        int placedId = register("events-value", PLACED);
        register("events-value", Schema.createUnion(PLACED, SHIPPED));
        PayloadSchema several = resolve();

        assertThat(decode(several, several.dataType(), framed(placedId, PLACED, 4L)))
                .isEqualTo(row("OrderPlaced", Map.of("id", 4L), "OrderShipped", null));
    }

    @Test
    void aRenamedRecordIsOfItsTypeByItsAlias() throws IOException {
        int placedId = register("events-shop.OrderPlaced", PLACED);
        Schema renamed = schema("Placed", "{\"name\":\"id\",\"type\":\"long\"}");
        renamed.addAlias("OrderPlaced");
        register("events-shop.Placed", renamed);
        server.delete("events-shop.OrderPlaced");

        assertThat(decode(resolve(), resolve().dataType(), framed(placedId, PLACED, 4L)))
                .isEqualTo(Map.of("Placed", Map.of("id", 4L)));
    }

    @Test
    void messagesOfOneFileAreTypes() throws IOException {
        int protoId = server.register("events-value", "PROTOBUF", PROTO, List.of());
        PayloadSchema several = new TopicSchemas(registry, FORMATS)
                .resolve(
                        "events",
                        PayloadSide.VALUE,
                        new ResolveOptions(
                                SideOptions.DEFAULT,
                                SideOptions.DEFAULT,
                                SubjectStrategy.TOPIC_NAME,
                                ResolveOptions.DEFAULT.payloadOptions(),
                                RecordNames.ALL));
        byte[] placed = {0, 0, 0, 0, (byte) protoId, 0, 8, 5};
        byte[] shipped = {0, 0, 0, 0, (byte) protoId, 2, 2, 10, 1, 'x'};
        byte[] leg = {0, 0, 0, 0, (byte) protoId, 4, 2, 0, 8, 1};

        assertThat(decodeAll(several, several.dataType(), List.of(placed, shipped, leg)))
                .containsExactly(
                        row("OrderPlaced", Map.of("id", 5L), "OrderShipped", null),
                        row("OrderPlaced", null, "OrderShipped", Map.of("carrier", "x")),
                        row("OrderPlaced", null, "OrderShipped", null));
        assertThat(List.of(name(several, placed), name(several, shipped), name(several, leg)))
                .containsExactly("shop.OrderPlaced", "shop.OrderShipped", "shop.OrderShipped.Leg");
    }

    @Test
    void oneTypeAloneIsReadAsItsTable() throws IOException {
        int placedId = register("events-shop.OrderPlaced", PLACED);
        int shippedId = register("events-shop.OrderShipped", SHIPPED);
        PayloadSchema.Several several = (PayloadSchema.Several) resolve();
        TopicType placed = several.find("OrderPlaced").orElseThrow();
        PayloadSchema one = new PayloadSchema.OneOfSeveral(several, placed);

        assertThat(decode(one, one.dataType(), framed(placedId, PLACED, 4L))).isEqualTo(Map.of("id", 4L));
        try (RecordTypeFinder finder = finder(one)) {
            assertThat(isOf(finder, placed, framed(placedId, PLACED, 4L))).isTrue();
            assertThat(isOf(finder, placed, framed(shippedId, SHIPPED, "x"))).isFalse();
            assertThatThrownBy(() -> isOf(finder, placed, "plain text".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(PayloadException.class);
        }
    }

    @Test
    void unknownIdsAreAskedForOnce() throws IOException {
        register("events-shop.OrderPlaced", PLACED);
        PayloadSchema several = resolve();
        byte[] stranger = {0, 0, 0, 0, 99, 0};
        try (FramedPayloadDecoder decoder = decoder(several, several.dataType())) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> decoder.decode(
                                stranger,
                                0,
                                stranger.length,
                                SchemaHeaders.none(),
                                new RecordingSink(several.dataType())))
                        .isInstanceOf(PayloadException.class)
                        .hasMessageContaining("id 99");
            }
        }
        assertThat(server.requestCount("/schemas/ids/99")).isEqualTo(1);
    }

    @Test
    void topicsOfOneTypeNameTheirRecordToo() throws IOException {
        int placedId = register("orders-value", PLACED);
        PayloadSchema one =
                new TopicSchemas(registry, FORMATS).resolve("orders", PayloadSide.VALUE, ResolveOptions.DEFAULT);

        assertThat(name(one, framed(placedId, PLACED, 4L))).isEqualTo("shop.OrderPlaced");
        assertThat(RecordTypeFinder.of(new PayloadSchema.Undeclared("x"), PayloadSide.VALUE, FORMATS, null))
                .isEmpty();
    }

    private PayloadSchema resolve() throws IOException {
        return new TopicSchemas(registry, FORMATS).resolve("events", PayloadSide.VALUE, ResolveOptions.DEFAULT);
    }

    private @Nullable Object decode(PayloadSchema schema, DataType projection, byte[] payload) throws IOException {
        RecordingSink sink = new RecordingSink(projection);
        try (FramedPayloadDecoder decoder = decoder(schema, projection)) {
            decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
        }
        return sink.only();
    }

    private List<@Nullable Object> decodeAll(PayloadSchema schema, DataType projection, List<byte[]> payloads)
            throws IOException {
        RecordingSink sink = new RecordingSink(projection);
        assertThat(decodeAll(schema, projection, payloads, sink)).isEqualTo(payloads.size());
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            values.add(sink.value(i));
        }
        return values;
    }

    private int decodeAll(PayloadSchema schema, DataType projection, List<byte[]> payloads, RecordingSink sink)
            throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int[] positions = new int[payloads.size()];
        int[] lengths = new int[payloads.size()];
        for (int i = 0; i < payloads.size(); i++) {
            byte[] payload = payloads.get(i);
            positions[i] = block.size();
            lengths[i] = payload == null ? -1 : payload.length;
            block.writeBytes(payload == null ? new byte[0] : payload);
        }
        try (FramedPayloadDecoder decoder = decoder(schema, projection)) {
            return decoder.decodeAll(block.toByteArray(), positions, lengths, 0, payloads.size(), sink);
        }
    }

    private FramedPayloadDecoder decoder(PayloadSchema schema, DataType projection) {
        return FramedPayloadDecoder.of(schema, PayloadSide.VALUE, projection, FORMATS, this::lease);
    }

    private @Nullable String name(PayloadSchema schema, byte[] payload) throws IOException {
        try (RecordTypeFinder finder = finder(schema)) {
            byte[] name = finder.name(payload, 0, payload.length, SchemaHeaders.none());
            return name == null ? null : new String(name, StandardCharsets.UTF_8);
        }
    }

    private RecordTypeFinder finder(PayloadSchema schema) {
        return RecordTypeFinder.of(schema, PayloadSide.VALUE, FORMATS, this::lease)
                .orElseThrow();
    }

    private static boolean isOf(RecordTypeFinder finder, TopicType type, byte[] payload) throws IOException {
        return finder.isOf(type, payload, 0, payload.length, SchemaHeaders.none());
    }

    private SchemaRegistry lease() throws SchemaRegistryException {
        return SchemaRegistries.open(TestOptions.of(server));
    }

    private int register(String subject, Schema schema) {
        return server.register(subject, schema.toString());
    }

    private static Map<String, Object> row(String first, @Nullable Object one, String second, @Nullable Object other) {
        Map<String, Object> row = new HashMap<>();
        row.put(first, one);
        row.put(second, other);
        return row;
    }

    private static Schema schema(String name, String field) {
        return new Schema.Parser()
                .parse("{\"type\":\"record\",\"namespace\":\"shop\",\"name\":\"" + name + "\",\"fields\":[" + field
                        + "]}");
    }

    private static GenericData.Record record(Schema schema, @Nullable Object value) {
        GenericData.Record record = new GenericData.Record(schema);
        record.put(0, value);
        return record;
    }

    private static byte[] framed(int schemaId, Schema schema, @Nullable Object value) throws IOException {
        Object datum = schema.isUnion() ? value : record(schema, value);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0);
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(schemaId).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        new GenericDatumWriter<Object>(schema).write(datum, encoder);
        encoder.flush();
        return out.toByteArray();
    }
}
