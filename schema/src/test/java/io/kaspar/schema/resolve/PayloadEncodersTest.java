package io.kaspar.schema.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.raw.RawFormat;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.PayloadFrame;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in front of payloads, by the bytes and by our own decoder. */
final class PayloadEncodersTest {
    private static final StructType ROW = new StructType().add("a", DataTypes.IntegerType);
    private static final int SCHEMA_ID = 258;
    private static final String PROTO = """
            syntax = "proto3";
            package p;
            message First { int32 a = 1; }
            message Outer { message Skipped { int32 b = 1; } message Inner { int32 a = 1; } }
            """;

    private static PayloadSchema.Registered registered(SchemaText schema) throws SchemaException {
        DataType type = PayloadFormats.all().require(schema.kind()).dataType(schema, PayloadOptions.DEFAULT);
        return new PayloadSchema.Registered("t-value", 1, SCHEMA_ID, schema, PayloadOptions.DEFAULT, type);
    }

    private static PayloadEncoder encoder(PayloadSchema schema, DataType type) throws SchemaException {
        return PayloadEncoders.writing(PayloadFormats.all(), schema, PayloadSide.VALUE, null, type)
                .encoder();
    }

    private static String written(PayloadSchema schema) throws IOException {
        byte[] payload = RecordedSource.encode(encoder(schema, ROW), List.of(7));
        try (FramedPayloadDecoder decoder =
                FramedPayloadDecoder.of(schema, PayloadSide.VALUE, ROW, PayloadFormats.all(), null)) {
            RecordingSink sink = new RecordingSink(ROW);
            decoder.decode(payload, 0, payload.length, SchemaHeaders.none(), sink);
            assertThat(sink.value(0)).isEqualTo(Map.of("a", 7));
        }
        return HexFormat.of().formatHex(payload);
    }

    @Test
    void aFrameHoldsTheSchemasId() throws IOException {
        SchemaText avro =
                SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");

        assertThat(written(registered(avro))).isEqualTo("0000000102" + "0e");
    }

    @ParameterizedTest
    @CsvSource({", 00", "p.First, 00", "p.Outer.Inner, 040202"})
    void aFrameHoldsThePlaceOfAProtobufMessage(@Nullable String message, String indexes) throws IOException {
        SchemaText proto = new SchemaText(SchemaKind.PROTOBUF, PROTO, List.of(), message);

        assertThat(written(registered(proto))).isEqualTo("0000000102" + indexes + "0807");
    }

    @Test
    void severalVersionsTogetherAreWrittenByTheNewest() throws IOException {
        SchemaText older = SchemaText.avro(
                "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"b\",\"type\":\"string\"},{\"name\":\"a\",\"type\":\"int\"}]}");
        SchemaText newer =
                SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}");
        SchemaText merged =
                SchemaText.merged(List.of(new SchemaText.Version(2, newer), new SchemaText.Version(1, older)));

        assertThat(written(registered(merged))).isEqualTo("0000000102" + "0e");
        assertThatThrownBy(() -> encoder(registered(merged), new StructType().add("b", DataTypes.StringType)))
                .hasMessageContaining("the schema has nothing for column b");
    }

    /** By the names that the registry was asked for; our own decoder finds the schema by its name again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "AUTO! HEADERS! GUID! avro! 0e! __value_schema_id=0100000000000000010000000000000002",
                "CONFLUENT! HEADERS! ID! avro! 0e! __value_schema_id=0000000102",
                "AUTO! HEADERS! GUID! p.Outer.Inner! 0807! __value_schema_id=0100000000000000010000000000000002040202",
                "AUTO! HEADERS! ID! p.First! 0807! __value_schema_id=000000010200",
                "APICURIO! HEADERS! CONTENT! avro! 0e! apicurio.value.contentId=0000000000000007 apicurio.value.encoding=42494e415259",
                "APICURIO! HEADERS! GLOBAL! p.First! 0807! apicurio.value.globalId=0000000000000007 apicurio.protobuf.type=4669727374",
                "APICURIO! PAYLOAD! GLOBAL! avro! 0000000000000000070e! ''",
                "APICURIO! PAYLOAD! CONTENT! p.First! 000000000000000007" + "070a054669727374" + "0807! ''",
            })
    void recordsNameTheSchemaAsTheirReadersLookForIt(
            RegistryFraming.Style style,
            RegistryFraming.Place place,
            String kind,
            String schemaOrMessage,
            String payload,
            String headers)
            throws Exception {
        SchemaText text = schemaOrMessage.equals("avro")
                ? SchemaText.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"a\",\"type\":\"int\"}]}")
                : new SchemaText(SchemaKind.PROTOBUF, PROTO, List.of(), schemaOrMessage);
        SchemaName name = switch (kind) {
            case "GUID" -> new SchemaName.Guid(new UUID(1, 2));
            case "ID" -> new SchemaName.Id(SCHEMA_ID);
            default -> new SchemaName.OfApicurio(ApicurioIdKind.valueOf(kind), 7);
        };
        ApicurioIdKind ids = style == RegistryFraming.Style.APICURIO ? ApicurioIdKind.valueOf(kind) : null;
        PayloadSchema schema = registered(text).framedAs(new RegistryFraming(style, ids, place));

        PayloadWriting writing = PayloadEncoders.writing(PayloadFormats.all(), schema, PayloadSide.VALUE, name, ROW);

        byte[] written = RecordedSource.encode(writing.encoder(), List.of(7));
        assertThat(HexFormat.of().formatHex(written)).isEqualTo(payload);
        assertThat(writing.headers().stream()
                        .map(header -> header.name() + "=" + HexFormat.of().formatHex(header.value()))
                        .collect(Collectors.joining(" ")))
                .isEqualTo(headers);
        assertThat(read(schema, name, text, written, writing.headers())).isEqualTo(Map.of("a", 7));
    }

    private static @Nullable Object read(
            PayloadSchema schema, SchemaName name, SchemaText text, byte[] payload, List<WrittenHeader> headers)
            throws Exception {
        PayloadOutput record = new PayloadOutput();
        record.put(payload);
        SchemaHeaders found = new SchemaHeaders(false);
        List<int[]> places = new ArrayList<>();
        for (WrittenHeader header : headers) {
            byte[] key = header.name().getBytes(StandardCharsets.UTF_8);
            places.add(new int[] {record.length(), key.length, record.length() + key.length, header.value().length});
            record.put(key);
            record.put(header.value());
        }
        byte[] bytes = record.toByteArray();
        places.forEach(place -> found.take(bytes, place[0], place[1], place[2], place[3]));
        try (FramedPayloadDecoder decoder = FramedPayloadDecoder.of(
                schema, PayloadSide.VALUE, ROW, PayloadFormats.all(), () -> new OneSchema(name, text.ofType(null)))) {
            RecordingSink sink = new RecordingSink(ROW);
            decoder.decode(bytes, 0, payload.length, found, sink);
            return sink.value(0);
        }
    }

    @Test
    void payloadsWithoutASchemaHaveNoFrame() throws IOException {
        assertThat(RecordedSource.encode(encoder(new PayloadSchema.Raw(RawFormat.LONG), DataTypes.LongType), 258L))
                .isEqualTo(new byte[] {0, 0, 0, 0, 0, 0, 1, 2});
        assertThat(RecordedSource.encode(
                        encoder(new PayloadSchema.Raw(RawFormat.STRING, "UTF-16BE"), DataTypes.StringType), "é"))
                .isEqualTo(new byte[] {0, (byte) 0xE9});
        assertThat(RecordedSource.encode(encoder(new PayloadSchema.Undeclared("t-value"), DataTypes.StringType), "é"))
                .isEqualTo(new byte[] {(byte) 0xC3, (byte) 0xA9});
    }

    @Test
    void refusesWhatCannotBeWritten() throws SchemaException {
        SchemaText avro = SchemaText.avro("\"int\"");
        PayloadSchema glue =
                new PayloadSchema.Given(avro, PayloadFrame.GLUE, PayloadOptions.DEFAULT, DataTypes.IntegerType);
        PayloadSchema apicurio = registered(avro).framedAs(new RegistryFraming(RegistryFraming.Style.APICURIO, null));
        PayloadSchema nested = registered(new SchemaText(SchemaKind.PROTOBUF, PROTO, List.of(), "p.Outer.Inner"))
                .framedAs(new RegistryFraming(RegistryFraming.Style.APICURIO, ApicurioIdKind.GLOBAL));

        refuses(glue, DataTypes.IntegerType, "value.framing=glue: that says what to pass over");
        refuses(apicurio, DataTypes.IntegerType, "set value.framing.ids to what they are told");
        refuses(nested, ROW, "only messages on top of their file are named so");
        refuses(new PayloadSchema.Undecoded("it is odd"), DataTypes.BinaryType, "cannot be written: it is odd");
        refuses(new PayloadSchema.Unavailable("nobody knows"), DataTypes.BinaryType, "nobody knows");
        refuses(
                new PayloadSchema.Raw(RawFormat.STRING),
                DataTypes.LongType,
                "value.format how it is written (long for");
        refuses(new PayloadSchema.Raw(RawFormat.STRING), DataTypes.DoubleType, "CAST changes the type");
        refuses(registered(avro), DataTypes.LongType, "CAST changes the type");
    }

    private static void refuses(PayloadSchema schema, DataType type, String message) {
        assertThatThrownBy(() -> encoder(schema, type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }
}
