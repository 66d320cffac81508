package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.json.text.JsonSink;
import io.kaspar.schema.raw.LastValueSink;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.resolve.PayloadSchema.Given;
import io.kaspar.schema.resolve.PayloadSchema.Raw;
import io.kaspar.schema.resolve.PayloadSchema.Unavailable;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

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

        assertThat(found.key()).isEqualTo(new Given(LONG, PayloadOptions.DEFAULT, DataTypes.LongType));
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
        decoder(found.value()).decode(new byte[] {(byte) 0xE9}, 0, 1, 0, FramedPayloadDecoder.NO_HEADER, sink);
        assertThat(sink.value()).isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA9});
    }

    @Test
    void decodePayloadsFromTheirFirstByte() throws Exception {
        LastValueSink sink = new LastValueSink();
        FramedPayloadDecoder decoder = decoder(new Given(LONG, PayloadOptions.DEFAULT, DataTypes.LongType));

        decoder.decode(new byte[] {0, 84}, 1, 1, 0, FramedPayloadDecoder.NO_HEADER, sink);
        assertThat(sink.value()).isEqualTo(42L);
        assertThat(decoder.decodeAll(new byte[] {2, 4}, new int[] {0, 1, 2}, new int[] {1, 1, 0}, 0, 3, sink))
                .isEqualTo(2);
        assertThat(sink.value()).isEqualTo(2L);
        assertThat(decoder.schemaId(new byte[] {0, 0, 0, 0, 1, 2}, 0, 6, 0, FramedPayloadDecoder.NO_HEADER))
                .isEqualTo(-1);
    }

    @Test
    void payloadsThatLookFramedSaySoWhenTheyCannotBeDecoded() {
        SchemaText text = SchemaText.avro("[\"string\",\"null\"]");
        FramedPayloadDecoder decoder = decoder(new Given(text, PayloadOptions.DEFAULT, DataTypes.StringType));

        assertThatThrownBy(() -> decoder.decode(
                        new byte[] {0, 1, 7, 7, 7, 7}, 0, 6, 0, FramedPayloadDecoder.NO_HEADER, new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("begins like the frame of a registry's serializer: set value.format=auto");
        assertThatThrownBy(() ->
                        decoder.decode(new byte[] {8}, 0, 1, 0, FramedPayloadDecoder.NO_HEADER, new LastValueSink()))
                .isInstanceOf(PayloadException.class)
                .hasMessageNotContaining("frame");
    }

    @Test
    void avroEndsWithItsValueWhateverIsProjected() throws Exception {
        SchemaText order = SchemaText.avro("{\"type\":\"record\",\"name\":\"O\",\"fields\":["
                + "{\"name\":\"a\",\"type\":\"int\"},{\"name\":\"b\",\"type\":[\"null\",\"string\"]}]}");
        StructType onlyA = new StructType().add("a", DataTypes.IntegerType, true);
        Given schema = new Given(order, PayloadOptions.DEFAULT, onlyA.add("b", DataTypes.StringType, true));
        for (StructType projection : List.of(onlyA, new StructType())) {
            FramedPayloadDecoder decoder =
                    FramedPayloadDecoder.of(schema, PayloadSide.VALUE, projection, PayloadFormats.all(), null);
            JsonSink sink = new JsonSink(projection);

            decoder.decode(new byte[] {2, 2, 2, 'x'}, 0, 4, 0, FramedPayloadDecoder.NO_HEADER, sink);
            assertThat(sink.text()).isEqualTo(projection.isEmpty() ? "{}" : "{\"a\":1}");
            assertThatThrownBy(() -> decoder.decode(
                            new byte[] {0, 0, 0, 0, 7, 9}, 0, 6, 0, FramedPayloadDecoder.NO_HEADER, sink))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("4 bytes follow the value; it was written by another schema")
                    .hasMessageContaining("value.format=auto");
        }
    }

    private static FramedPayloadDecoder decoder(PayloadSchema schema) {
        return FramedPayloadDecoder.of(schema, PayloadSide.VALUE, schema.dataType(), PayloadFormats.all(), null);
    }
}
