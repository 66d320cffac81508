package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.text.JsonSink;
import io.kaspar.schema.raw.LastValueSink;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema.Given;
import io.kaspar.schema.resolve.PayloadSchema.Raw;
import io.kaspar.schema.resolve.PayloadSchema.Unavailable;
import io.kaspar.schema.wire.InflatedPayload;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.SchemaHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas that options give. */
final class GivenSchemaTest {
    private static final String TWO_MESSAGES =
            "syntax = \"proto3\"; package shop; message Order { int64 id = 1; } message Refund { string why = 1; }";
    private static final SchemaText LONG = SchemaText.avro("\"long\"");

    private final TopicSchemas schemas = new TopicSchemas(null, PayloadFormats.all());

    private static ResolveOptions options(GivenFormat key, GivenFormat value) {
        return new ResolveOptions(
                new SideOptions(key, null, null, VersionSelector.LATEST),
                new SideOptions(value, null, null, VersionSelector.LATEST),
                SubjectStrategy.TOPIC_NAME,
                PayloadOptions.DEFAULT);
    }

    private static GivenFormat bySchema(SchemaText schema) {
        return new GivenFormat.BySchema(schema);
    }

    @Test
    void needNoRegistry() throws Exception {
        SchemaText messages = new SchemaText(SchemaKind.PROTOBUF, TWO_MESSAGES, List.of());

        TopicSchema found = schemas.resolve("orders", options(bySchema(LONG), bySchema(messages)));

        assertThat(found.key())
                .isEqualTo(new Given(LONG, PayloadFrame.NONE, PayloadOptions.DEFAULT, DataTypes.LongType));
        assertThat(found.value().dataType()).isEqualTo(new StructType().add("id", DataTypes.LongType, true));
    }

    @Test
    void canBeOneOfSeveralTypes() throws Exception {
        SchemaText refunds = new SchemaText(SchemaKind.PROTOBUF, TWO_MESSAGES, List.of()).ofType("shop.Refund");
        SchemaText union = SchemaText.avro("[{\"type\":\"record\",\"name\":\"A\",\"fields\":[]},"
                        + "{\"type\":\"record\",\"name\":\"B\",\"fields\":[{\"name\":\"b\",\"type\":\"int\"}]}]")
                .ofType("B");

        TopicSchema found = schemas.resolve("orders", options(bySchema(union), bySchema(refunds)));

        assertThat(found.value().dataType().simpleString()).isEqualTo("struct<why:string>");
        assertThat(found.key().dataType().simpleString()).isEqualTo("struct<b:int>");
    }

    @Test
    void sayWhichTypesThereAreInsteadOfAMissingOne() {
        SchemaText missing = new SchemaText(SchemaKind.PROTOBUF, TWO_MESSAGES, List.of()).ofType("shop.Nothing");

        assertThatThrownBy(() -> schemas.resolve("orders", options(bySchema(LONG), bySchema(missing))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("values of topic orders")
                .hasMessageContaining("no message shop.Nothing; it has shop.Order, shop.Refund")
                .hasMessageContaining("value.schema");
        assertThatThrownBy(() -> schemas.resolve("orders", options(bySchema(LONG), bySchema(LONG.ofType("t")))))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no type t");
    }

    @Test
    void ofKeysThatCannotBeUsedLeaveValuesReadable() throws Exception {
        TopicSchema found = schemas.resolve("orders", options(bySchema(SchemaText.avro("nonsense")), bySchema(LONG)));

        assertThat(found.key())
                .isInstanceOfSatisfying(
                        Unavailable.class,
                        key -> assertThat(key.problem()).contains("keys of topic orders", "key.schema"));
        assertThat(found.value().dataType()).isEqualTo(DataTypes.LongType);
    }

    @Test
    void textHasItsCharset() throws Exception {
        TopicSchema found = schemas.resolve(
                "orders",
                options(new GivenFormat.Plain(RawFormat.UUID), new GivenFormat.Plain(RawFormat.STRING, "ISO-8859-1")));

        assertThat(found.key()).isEqualTo(new Raw(RawFormat.UUID));
        LastValueSink sink = new LastValueSink();
        decoder(found.value()).decode(new byte[] {(byte) 0xE9}, 0, 1, SchemaHeaders.none(), sink);
        assertThat(sink.value()).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA9});
    }

    @Test
    void decodePayloadsFromTheirFirstByte() throws Exception {
        LastValueSink sink = new LastValueSink();
        FramedPayloadDecoder decoder =
                decoder(new Given(LONG, PayloadFrame.NONE, PayloadOptions.DEFAULT, DataTypes.LongType));

        decoder.decode(new byte[] {0, 84}, 1, 1, SchemaHeaders.none(), sink);
        assertThat(sink.value()).isEqualTo(42L);
        assertThat(decoder.decodeAll(new byte[] {2, 4}, new int[] {0, 1, 2}, new int[] {1, 1, 0}, 0, 3, sink))
                .isEqualTo(2);
        assertThat(sink.value()).isEqualTo(2L);
        assertThat(decoder.schemaId(new byte[] {0, 0, 0, 0, 1, 2}, 0, 6, SchemaHeaders.none()))
                .isEqualTo(-1);
    }

    @Test
    void payloadsThatLookFramedSaySoWhenTheyCannotBeDecoded() {
        SchemaText text = SchemaText.avro("[\"string\",\"null\"]");
        FramedPayloadDecoder decoder =
                decoder(new Given(text, PayloadFrame.NONE, PayloadOptions.DEFAULT, DataTypes.StringType));

        assertThatThrownBy(() ->
                        decoder.decode(new byte[] {0, 1, 7, 7, 7, 7}, 0, 6, SchemaHeaders.none(), new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("begins like the frame of a registry's serializer: set value.format=auto");
        assertThatThrownBy(() -> decoder.decode(new byte[] {8}, 0, 1, SchemaHeaders.none(), new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageNotContaining("frame");
    }

    @Test
    void avroEndsWithItsValueWhateverIsProjected() throws Exception {
        SchemaText order = SchemaText.avro("{\"type\":\"record\",\"name\":\"O\",\"fields\":["
                + "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":[\"null\",\"string\"]}]}");
        StructType onlyA = new StructType().add("a", DataTypes.IntegerType, true);
        Given schema =
                new Given(order, PayloadFrame.NONE, PayloadOptions.DEFAULT, onlyA.add("b", DataTypes.StringType, true));
        for (StructType projection : List.of(onlyA, new StructType())) {
            FramedPayloadDecoder decoder =
                    FramedPayloadDecoder.of(schema, PayloadSide.VALUE, projection, PayloadFormats.all(), null);
            JsonSink sink = new JsonSink(projection);

            decoder.decode(new byte[] {2, 2, 2, 'x'}, 0, 4, SchemaHeaders.none(), sink);
            assertThat(sink.text()).isEqualTo(projection.isEmpty() ? "{}" : "{\"a\":1}");
            assertThatThrownBy(() -> decoder.decode(new byte[] {0, 0, 0, 0, 7, 9}, 0, 6, SchemaHeaders.none(), sink))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("4 bytes follow the value; it was written by another schema")
                    .hasMessageContaining("value.format=auto");
        }
    }

    /** A frame, and the Avro long 42 behind it. */
    private static Stream<Arguments> frames() {
        return Stream.of(
                Arguments.of(PayloadFrame.CONFLUENT, "0000000007"),
                Arguments.of(PayloadFrame.CONFLUENT, "01" + "0123456789abcdef0123456789abcdef"),
                Arguments.of(PayloadFrame.APICURIO, "000000000000000007"),
                Arguments.of(PayloadFrame.GLUE, "0300" + "0123456789abcdef0123456789abcdef"));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void passOverTheFrameInFront(PayloadFrame frame, String hex) throws Exception {
        byte[] framed = HexFormat.of().parseHex(hex + "54");
        byte[] damaged = HexFormat.of().parseHex("09" + hex.substring(2) + "54");
        int length = framed.length;
        byte[] bytes = concat(framed, framed, damaged);
        FramedPayloadDecoder decoder = decoder(new Given(LONG, frame, PayloadOptions.DEFAULT, DataTypes.LongType));
        RecordingSink sink = new RecordingSink(DataTypes.LongType);

        int stopped = decoder.decodeAll(
                bytes, new int[] {0, 0, length, 2 * length}, new int[] {length, -1, length, length}, 0, 4, sink);
        assertThat(stopped).isEqualTo(3);
        assertThat(List.of(sink.value(0), sink.value(2))).containsExactly(42L, 42L);
        assertThat(sink.value(1)).isNull();
        decoder.decode(bytes, 0, length, SchemaHeaders.none(), sink);
        assertThat(sink.value(sink.count() - 1)).isEqualTo(42L);
        assertThatThrownBy(() -> decoder.decode(bytes, 2 * length, length, SchemaHeaders.none(), new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessage("the value has " + length + " bytes and begins with 0x09, and is no frame of value.framing="
                        + frame.optionValue() + "; set that to how the topic is written, or to none");
        for (int cut = 0; cut < length - 1; cut++) {
            int shorter = cut;
            assertThatThrownBy(() -> decoder.decode(bytes, 0, shorter, SchemaHeaders.none(), new LastValueSink()))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("is no frame of value.framing");
        }
    }

    @Test
    void passOverTheMessageIndexesOfProtobuf() throws Exception {
        SchemaText messages = new SchemaText(SchemaKind.PROTOBUF, TWO_MESSAGES, List.of());
        StructType type = new StructType().add("id", DataTypes.LongType, true);
        for (String indexes : List.of("00", "0200", "0202", "0208")) {
            byte[] payload = HexFormat.of().parseHex("0000000007" + indexes + "082a");
            FramedPayloadDecoder decoder = FramedPayloadDecoder.of(
                    new Given(messages, PayloadFrame.CONFLUENT, PayloadOptions.DEFAULT, type),
                    PayloadSide.VALUE,
                    type,
                    PayloadFormats.all(),
                    null);
            JsonSink sink = new JsonSink(type);
            int[] lengths = {payload.length};
            if (indexes.endsWith("0")) {
                assertThat(decoder.decodeAll(payload, new int[] {0}, lengths, 0, 1, sink))
                        .isEqualTo(1);
                assertThat(sink.text()).isEqualTo("{\"id\":42}");
            } else { // The file's second message, and one that it has not.
                assertThat(decoder.decodeAll(payload, new int[] {0}, lengths, 0, 1, sink))
                        .isZero();
                assertThatThrownBy(() ->
                                decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), new JsonSink(type)))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining(indexes.equals("0202") ? "is a shop.Refund" : "no message at place [4]");
            }
        }
    }

    @Test
    void passOverApicuriosFrameOfEitherLengthAndNoneBehindItsHeader() throws Exception {
        FramedPayloadDecoder decoder =
                decoder(new Given(LONG, PayloadFrame.APICURIO, PayloadOptions.DEFAULT, DataTypes.LongType));
        byte[] name = "apicurio.value.globalId".getBytes(StandardCharsets.UTF_8);
        SchemaHeaders headers = new SchemaHeaders(false);
        headers.take(name, 0, name.length, 0, Long.BYTES);

        for (byte[] payload : List.of(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 7, 84}, new byte[] {0, 0, 0, 0, 7, 84})) {
            LastValueSink sink = new LastValueSink();
            decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
            assertThat(sink.value()).isEqualTo(42L);
        }
        LastValueSink sink = new LastValueSink();
        decoder.decode(new byte[] {84}, 0, 1, headers, sink);
        assertThat(sink.value()).isEqualTo(42L);
    }

    @Test
    void takeTheWholePayloadWhereTheFrameIsInTheHeader() throws Exception {
        FramedPayloadDecoder decoder =
                decoder(new Given(LONG, PayloadFrame.CONFLUENT, PayloadOptions.DEFAULT, DataTypes.LongType));
        LastValueSink sink = new LastValueSink();

        decoder.decode(new byte[] {0, 0, 0, 0, 7, 84}, 5, 1, SchemaHeaders.ofSchemaId(0, 5), sink);

        assertThat(sink.value()).isEqualTo(42L);
    }

    @Test
    void readThePayloadThatConnectWrapped() throws Exception {
        SchemaText columns = new SchemaText(SchemaKind.JSON_COLUMNS, "id INT, name STRING", List.of());
        StructType type = new StructType().add("id", DataTypes.IntegerType).add("name", DataTypes.StringType);
        FramedPayloadDecoder decoder = decoder(new Given(columns, PayloadFrame.CONNECT, PayloadOptions.DEFAULT, type));
        RecordingSink sink = new RecordingSink(type);
        String[] values = {"{\"name\":\"a\",\"id\":1}", "null", "{\"id\":2}", "{\"id\":\"secret\"}"};
        byte[][] payloads = Stream.of(values)
                .map(value -> ("{\"schema\":{},\"payload\":" + value + "}").getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int[] lengths = Stream.of(payloads).mapToInt(payload -> payload.length).toArray();
        int[] positions = {
            0, lengths[0], lengths[0] + lengths[1], lengths[0] + lengths[1] + lengths[2],
        };

        assertThat(decoder.decodeAll(concat(payloads), positions, lengths, 0, 3, sink))
                .isEqualTo(3);
        assertThat(sink.value(0)).hasToString("{id=1, name=a}");
        assertThat(sink.value(1)).as("as null is elsewhere").isNull();
        assertThat(sink.value(2)).hasToString("{id=2, name=null}");
        assertThat(decoder.decodeAll(concat(payloads), positions, lengths, 3, 4, new RecordingSink(type)))
                .isEqualTo(3);
        // A frame in a header is Confluent's.
        assertThatThrownBy(() -> decoder.decode(
                        payloads[3], 0, lengths[3], SchemaHeaders.ofSchemaId(0, 5), new RecordingSink(type)))
                .isInstanceOf(PayloadException.class)
                .hasMessage(
                        "JSON payload, byte 6 of 15: id: a string where the column is INT; bytes are counted from where the"
                                + " value of the member payload begins");
        assertThatThrownBy(() -> decoder.decode(new byte[] {0, 0, 0, 0, 7, '{', '}'}, 0, 7, SchemaHeaders.none(), sink))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("begins like the frame of a registry's serializer");
    }

    @Test
    void inflateWhatGlueCompressed() throws Exception {
        String header = "0305" + "0123456789abcdef0123456789abcdef";
        SchemaText text = SchemaText.avro("\"string\"");
        byte[] value = new byte[1_003];
        Arrays.fill(value, (byte) 'x');
        value[0] = (byte) 0xD0;
        value[1] = 0x0F;
        value = Arrays.copyOf(value, 1_002);
        byte[] framed = concat(HexFormat.of().parseHex(header), deflated(value));
        FramedPayloadDecoder decoder =
                decoder(new Given(text, PayloadFrame.GLUE, PayloadOptions.DEFAULT, DataTypes.StringType));
        RecordingSink sink = new RecordingSink(DataTypes.StringType);

        assertThat(decoder.decodeAll(
                        framed, new int[] {0, 0}, new int[] {framed.length, framed.length - 3}, 0, 2, sink))
                .isEqualTo(1);
        assertThat(sink.value(0)).isEqualTo("x".repeat(1_000));
        assertThatThrownBy(
                        () -> decoder.decode(framed, 0, framed.length - 3, SchemaHeaders.none(), new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("cannot be inflated");
        byte[] bomb = concat(HexFormat.of().parseHex(header), deflated(new byte[InflatedPayload.MAX_LENGTH + 1]));
        assertThatThrownBy(() -> decoder.decode(bomb, 0, bomb.length, SchemaHeaders.none(), new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("become more than 67108864 bytes");
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(bytes);
        }
        return deflated.toByteArray();
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static FramedPayloadDecoder decoder(PayloadSchema schema) {
        return FramedPayloadDecoder.of(schema, PayloadSide.VALUE, schema.dataType(), PayloadFormats.all(), null);
    }
}
