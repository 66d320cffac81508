package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.bytes;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto3;
import static io.kaspar.schema.protobuf.ProtobufSamples.read;
import static io.kaspar.schema.protobuf.ProtobufSamples.schema;
import static io.kaspar.schema.protobuf.ProtobufSamples.type;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import io.kaspar.schema.format.ColumnMetadata;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.WriterSchema;
import io.kaspar.schema.program.BothWays;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Each type as a column, and what its values become. */
class ProtobufTypesTest {
    @Test
    void scalars() throws IOException {
        SchemaText schema =
                proto3("message M { int32 a = 1; sint32 b = 2; sfixed32 c = 3; uint32 d = 4; fixed32 e = 5; "
                        + "int64 f = 6; sint64 g = 7; sfixed64 h = 8; uint64 i = 9; fixed64 j = 10; float k = 11; double l = 12; "
                        + "bool m = 13; string n = 14; bytes o = 15; }");

        assertThat(type(schema).catalogString())
                .isEqualTo("struct<a:int,b:int,c:int,d:bigint,e:bigint,f:bigint,g:bigint,h:bigint,i:decimal(20,0),"
                        + "j:decimal(20,0),k:float,l:double,m:boolean,n:string,o:binary>");
        assertThat(read(
                        schema,
                        bytes(
                                0x20, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x48, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
                                0xFF, 0xFF, 0x01)))
                .containsEntry("d", 4_294_967_295L)
                .containsEntry("i", new BigDecimal("18446744073709551615"));
    }

    @Test
    void repeatedAndMaps() throws IOException {
        SchemaText schema = proto3("message M { enum E { A = 0; } message P { int32 x = 1; } repeated string a = 1; "
                + "repeated P b = 2; map<uint64, E> c = 3; map<bool, P> d = 4; }");

        assertThat(type(schema).catalogString())
                .isEqualTo("struct<a:array<string>,b:array<struct<x:int>>,c:map<decimal(20,0),string>,"
                        + "d:map<boolean,struct<x:int>>>");
    }

    @Test
    void columnsKeepWhatTheSchemaSays() throws IOException {
        StructType type = (StructType)
                type(proto2("message M {\n// How it goes.\nrequired E e = 1;\n enum E { A = 0; B = 1; } }"));

        assertThat(type.apply("e").getComment().get()).isEqualTo("How it goes.");
        assertThat(type.apply("e").metadata().getStringArray(ColumnMetadata.SYMBOLS))
                .containsExactly("A", "B");
        assertThat(type.apply("e").metadata().getBoolean(ColumnMetadata.REQUIRED))
                .isTrue();
        assertThat(type.apply("e").nullable()).isTrue();
    }

    @Test
    void timesAreTimes() throws IOException {
        SchemaText schema =
                proto3("import \"google/protobuf/timestamp.proto\"; import \"google/protobuf/duration.proto\"; "
                        + "message M { google.protobuf.Timestamp t = 1; google.protobuf.Duration d = 2; }");
        Instant time = Instant.parse("1969-12-31T23:59:59.999999999Z");
        byte[] payload = join(
                0x0A,
                        Timestamp.newBuilder()
                                .setSeconds(-1)
                                .setNanos(999_999_999)
                                .build()
                                .toByteString(),
                0x12,
                        Duration.newBuilder()
                                .setSeconds(-1)
                                .setNanos(-1_500)
                                .build()
                                .toByteString());

        assertThat(type(schema).catalogString()).isEqualTo("struct<t:timestamp,d:interval day to second>");
        assertThat(read(schema, payload)).containsEntry("t", -1L).containsEntry("d", -1_000_002L);
        assertThat(time.getEpochSecond()).isEqualTo(-1);
    }

    @Test
    void aTimeBeyondTheColumnIsMalformed() {
        SchemaText schema =
                proto3("import \"google/protobuf/timestamp.proto\"; message M { google.protobuf.Timestamp t = 1; }");
        byte[] payload = join(
                0x0A, Timestamp.newBuilder().setSeconds(Long.MAX_VALUE).build().toByteString());

        assertThatThrownBy(() -> read(schema, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("a time lies outside of the range of its column");
    }

    @Test
    void wrappersAreWhatTheyWrap() throws IOException {
        SchemaText schema =
                proto3("import \"google/protobuf/wrappers.proto\"; message M { google.protobuf.Int32Value a = 1; "
                        + "google.protobuf.StringValue b = 2; repeated google.protobuf.UInt64Value c = 3; }");

        assertThat(type(schema).catalogString()).isEqualTo("struct<a:int,b:string,c:array<decimal(20,0)>>");
        assertThat(read(schema, bytes(0x0A, 0, 0x1A, 2, 0x08, 3)))
                .containsEntry("a", 0)
                .containsEntry("b", null)
                .containsEntry("c", List.of(new BigDecimal("3")));
    }

    @Test
    void structsAreJson() throws IOException {
        SchemaText schema = proto3("import \"google/protobuf/struct.proto\"; message M { google.protobuf.Struct s = 1; "
                + "google.protobuf.Value v = 2; google.protobuf.ListValue l = 3; }");
        Struct struct = Struct.newBuilder()
                .putFields("whole", Value.newBuilder().setNumberValue(1).build())
                .build();
        ListValue list = ListValue.newBuilder()
                .addValues(Value.newBuilder().setNumberValue(-0.5))
                .addValues(Value.newBuilder().setNumberValue(Double.NaN))
                .addValues(Value.newBuilder().setStringValue("a\"\n"))
                .addValues(Value.newBuilder().setBoolValue(true))
                .addValues(Value.newBuilder().setNullValue(NullValue.NULL_VALUE))
                .addValues(Value.newBuilder().setStructValue(struct))
                .build();
        byte[] payload = join(0x0A, struct.toByteString(), 0x12, ByteString.EMPTY, 0x1A, list.toByteString());

        assertThat(read(schema, payload))
                .containsEntry("s", "{\"whole\":1}")
                .containsEntry("v", "null")
                .containsEntry("l", "[-0.5,\"NaN\",\"a\\\"\\n\",true,null,{\"whole\":1}]");
    }

    @Test
    void textInsideOfJsonThatIsNoUtf8IsMalformed() {
        SchemaText schema =
                proto3("import \"google/protobuf/struct.proto\"; message M { google.protobuf.Value v = 1; }");

        assertThatThrownBy(() -> read(schema, bytes(0x0A, 3, 0x1A, 1, 0xFF)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("byte 4 of 5: a text is no UTF-8");
    }

    @Test
    void datesAndTimesOfDay() throws IOException {
        SchemaText schema = proto3("import \"google/type/date.proto\"; import \"google/type/timeofday.proto\"; "
                + "message M { google.type.Date d = 1; google.type.TimeOfDay t = 2; }");

        assertThat(type(schema).catalogString()).isEqualTo("struct<d:date,t:bigint>");
        assertThat(read(schema, bytes(0x0A, 7, 0x08, 0xEA, 0x0F, 0x10, 2, 0x18, 28, 0x12, 2, 0x08, 24)))
                .containsEntry("d", (int) LocalDate.of(2026, 2, 28).toEpochDay())
                .containsEntry("t", 86_400_000_000L);
        assertThat(read(schema, bytes(0x0A, 3, 0x08, 0xEA, 0x0F))).containsEntry("d", null);
        assertThatThrownBy(() -> read(schema, bytes(0x0A, 7, 0x08, 0xEA, 0x0F, 0x10, 2, 0x18, 30)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("no day of the calendar");
    }

    @Test
    void confluentsDecimals() throws IOException {
        String meta = " [(confluent.field_meta) = { params: [ { key: \"precision\", value: \"10\" }, "
                + "{ key: \"scale\", value: \"3\" } ] }]";
        SchemaText schema = proto3("import \"confluent/meta.proto\"; import \"confluent/type/decimal.proto\"; "
                + "message M { confluent.type.Decimal a = 1" + meta + "; confluent.type.Decimal b = 2; }");
        byte[] value = bytes(0x0A, 2, 0xFF, 0x38, 0x18, 2);

        assertThat(type(schema).catalogString()).isEqualTo("struct<a:decimal(10,3),b:string>");
        assertThat(read(schema, join(0x0A, ByteString.copyFrom(value), 0x12, ByteString.copyFrom(value))))
                .containsEntry("a", new BigDecimal("-2.000"))
                .containsEntry("b", "-2.00");
        assertThatThrownBy(() -> read(schema, join(0x0A, ByteString.copyFrom(bytes(0x0A, 1, 1, 0x18, 4)))))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("more than the 3 digits");
        assertThatThrownBy(() -> read(schema, join(0x12, ByteString.copyFrom(bytes(0x0A, 1, 1, 0x18, 0x7F, 0x7F)))))
                .isInstanceOf(PayloadException.class);
    }

    @Test
    void aMessageInsideItselfEndsAsJson() throws IOException {
        SchemaText schema = proto3("message Tree { int32 n = 1; repeated Tree kids = 2; }");
        PayloadOptions once = new PayloadOptions(
                PayloadOptions.UnionNames.TYPE,
                1,
                PayloadOptions.WideDecimals.STRING,
                PayloadOptions.BytesPayloads.WHOLE);

        assertThat(ProtobufSamples.FORMAT.dataType(schema, once).catalogString())
                .isEqualTo("struct<n:int,kids:array<struct<n:int,kids:array<string>>>>");
        byte[] payload = bytes(0x08, 1, 0x12, 10, 0x08, 2, 0x12, 6, 0x08, 3, 0x12, 2, 0x08, 4);
        StructType type = (StructType) ProtobufSamples.FORMAT.dataType(schema, once);
        Object tree = BothWays.decode(ProtobufSamples.FORMAT.compile(schema, schema, type, once), type, payload);
        assertThat(tree)
                .isEqualTo(Map.of(
                        "n",
                        1,
                        "kids",
                        List.of(Map.of("n", 2, "kids", List.of("{\"n\":3,\"kids\":[{\"n\":4,\"kids\":[]}]}")))));
    }

    @Test
    void emptyMessagesHaveNoColumn() throws IOException {
        assertThat(type(proto3("message M { message None {} None a = 1; int32 b = 2; }"))
                        .catalogString())
                .isEqualTo("struct<b:int>");
        assertThat(read(proto3("message M {}"), bytes(0x08, 1))).isEmpty();
    }

    @Test
    void importsComeFromReferences() throws IOException {
        SchemaText schema = new SchemaText(
                SchemaKind.PROTOBUF,
                "syntax = \"proto3\"; import \"a/money.proto\"; message M { a.Money m = 1; }",
                List.of(new SchemaText.Reference(
                        "a/money.proto", "syntax = \"proto3\"; package a; message Money { int64 cents = 1; }")));

        assertThat(read(schema, bytes(0x0A, 2, 0x08, 5))).containsEntry("m", Map.of("cents", 5L));
    }

    @Test
    void payloadsNameTheirMessage() throws IOException {
        SchemaText schema = proto3("message M { int32 a = 1; } message Other { int32 a = 1; }");

        assertThatThrownBy(() -> ProtobufSamples.FORMAT.compile(
                        new WriterSchema(schema, List.of(1)), schema, type(schema), PayloadOptions.DEFAULT))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the payload is a shop.Other, and the table holds messages of type shop.M");
        assertThatThrownBy(() -> ProtobufSamples.FORMAT.compile(
                        new WriterSchema(schema, List.of(2)), schema, type(schema), PayloadOptions.DEFAULT))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no message at place [2]");
        assertThatThrownBy(() -> ProtobufSamples.FORMAT.compile(
                        new WriterSchema(schema, Collections.nCopies(5_000, 7)),
                        schema,
                        type(schema),
                        PayloadOptions.DEFAULT))
                .hasMessageContaining("7]… (5000 indexes) of its file")
                .satisfies(error -> assertThat(error.getMessage()).hasSizeLessThan(200));
    }

    @Test
    void payloadsMayNameAMessageInsideOfAnother() throws IOException {
        SchemaText written = proto3("message A { message X {} message M { int32 a = 1; } }");
        SchemaText table = proto3("message M { int32 a = 1; }");

        Object row = BothWays.decode(
                ProtobufSamples.FORMAT.compile(
                        new WriterSchema(written, List.of(0, 1)), table, type(table), PayloadOptions.DEFAULT),
                type(table),
                bytes(0x08, 5));

        assertThat(row).isEqualTo(Map.of("a", 5));
    }

    @Test
    void whatDoesNotFitIsNamed() throws IOException {
        SchemaText written = proto3("message M { string a = 1; }");
        SchemaText table = proto3("message M { int32 b = 1; }");

        assertThatThrownBy(() -> read(written, table, bytes()))
                .isInstanceOf(SchemaException.class)
                .hasMessage("field shop.M.b was written as string, which cannot be read as int32");
    }

    @Test
    void aNumberThatIsTooLargeForItsColumnIsMalformed() {
        assertThatThrownBy(() -> read(
                        proto3("message M { int64 a = 1; }"),
                        proto3("message M { int32 a = 1; }"),
                        bytes(0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("too large for its column, which is int");
    }

    @Test
    void schemasThatAreNoneSayWhy() {
        assertThatThrownBy(() -> type(schema("message M { int32 a = ; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("no Protobuf schema that can be parsed");
        assertThatThrownBy(() -> type(schema("edition = \"2023\"; message M { int32 a = 1; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("editions");
        assertThatThrownBy(() -> type(proto3("message M { Nowhere a = 1; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("field shop.M.a is of type Nowhere".substring(6));
        assertThatThrownBy(() -> type(proto3("import \"x/y.proto\"; message M { int32 a = 1; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("imports \"x/y.proto\", which is none of its references");
        assertThatThrownBy(() -> type(proto3("message M { int32 a = 1; int32 b = 1; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("shares its name or number 1");
        assertThatThrownBy(() -> type(proto3("enum E { A = 0; }")))
                .isInstanceOf(SchemaException.class)
                .hasMessage("the schema has no message");
    }

    @Test
    void messagesWithoutEndInSightAreRefused() {
        String deep = "message M { ".repeat(5_000) + "int32 a = 1; " + "}".repeat(5_000);

        assertThatThrownBy(() -> type(proto3(deep))).isInstanceOf(SchemaException.class);
    }

    /** Tags, each with the bytes behind it. */
    private static byte[] join(Object... tagsAndValues) {
        ByteString payload = ByteString.EMPTY;
        for (int i = 0; i < tagsAndValues.length; i += 2) {
            ByteString value = (ByteString) tagsAndValues[i + 1];
            int tag = (Integer) tagsAndValues[i];
            payload = payload.concat(ByteString.copyFrom(bytes(tag, value.size())))
                    .concat(value);
        }
        return payload.toByteArray();
    }
}
