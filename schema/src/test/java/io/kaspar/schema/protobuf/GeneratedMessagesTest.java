package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.bytes;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.program.BothWays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

/** Which payloads generated code takes itself, and which it leaves to the steps; what both give is compared on the way. */
class GeneratedMessagesTest {
    private static final SchemaText ORDER = proto3(
            "message M { int32 a = 1; string b = 2; repeated int32 c = 3; "
                    + "oneof o { int32 d = 4; string e = 17; } M2 f = 300; map<string, int32> g = 6; } message M2 { int64 x = 1; }");
    private static final byte[] A = bytes(0x08, 5);
    private static final byte[] B = bytes(0x12, 2, 'o', 'k');
    private static final byte[] C = bytes(0x1A, 2, 7, 8, 0x18, 9);
    private static final byte[] D = bytes(0x20, 1);
    private static final byte[] E = bytes(0x8A, 0x01, 1, 'e');
    private static final byte[] F = bytes(0xE2, 0x12, 2, 0x08, 9);
    private static final byte[] G = bytes(0x32, 5, 0x0A, 1, 'k', 0x10, 1);
    private static final byte[] UNKNOWN = bytes(0x28, 1, 0x98, 0x06, 3, 0xA3, 0x06, 0x08, 1, 0xA4, 0x06);

    @Test
    void takesFieldsInOrder() throws IOException {
        assertThat(isLeft(ORDER, A, B, C, D, G, F)).isFalse();
    }

    @Test
    void takesFieldsInAnyOrder() throws IOException {
        assertThat(isLeft(ORDER, F, G, C, E, B, A)).isFalse();
    }

    @Test
    void takesUnknownFieldsAnywhere() throws IOException {
        assertThat(isLeft(ORDER, UNKNOWN, A, UNKNOWN, UNKNOWN, B, F, UNKNOWN)).isFalse();
    }

    @Test
    void findsLargeNumbersBehindUnknownFields() throws IOException {
        SchemaText schema = proto3("message M { int32 a = 1086; int32 b = 60; }");
        BothWays both = decoder(schema, ProtobufSamples.type(schema));
        byte[] unknown = bytes(0x98, 0x06, 3, 0xF0, 0x43, 1, 0x80, 0x44, 1, 0x88, 0x44, 1);

        assertThat(both.decode(bytes(0x98, 0x06, 3, 0xF0, 0x43, 7, 0xE0, 0x03, 8)))
                .isEqualTo(Map.of("a", 7, "b", 8));
        assertThat(both.decode(unknown)).isEqualTo(Map.of("a", 1, "b", 0));
        assertThat(both.left()).isZero();
    }

    @Test
    void takesElementsApartFromEachOther() throws IOException {
        assertThat(isLeft(ORDER, C, A, C, B, C)).isFalse();
    }

    @Test
    void takesAnEmptyMessage() throws IOException {
        assertThat(isLeft(ORDER)).isFalse();
    }

    @Test
    void leavesWhatReplacesOrMerges() throws IOException {
        assertThat(isLeft(ORDER, A, A)).isTrue();
        assertThat(isLeft(ORDER, B, C, B)).isTrue();
        assertThat(isLeft(ORDER, F, F)).isTrue();
        assertThat(isLeft(ORDER, D, E)).isTrue();
        assertThat(isLeft(ORDER, G, G)).isTrue();
    }

    @Test
    void leavesTagsWithNeedlessBytes() throws IOException {
        assertThat(isLeft(ORDER, bytes(0x88, 0x00, 5))).isTrue();
        assertThat(isLeft(ORDER, A, bytes(0x88, 0x80, 0x80, 0x80, 0x70, 5))).isTrue();
    }

    @Test
    void takesMapsOfSomeEntries() throws IOException {
        SchemaText schema =
                proto3("message M { map<int64, string> m = 1; map<string, M2> n = 2; } message M2 { bool x = 1; }");

        assertThat(isLeft(schema, entries(64))).isFalse();
        assertThat(isLeft(schema, entries(65))).isTrue();
        assertThat(isLeft(schema, bytes(0x0A, 2, 0x08, 1, 0x0A, 3, 0x08, 0x81, 0)))
                .isTrue();
        assertThat(isLeft(schema, bytes(0x12, 0, 0x12, 2, 0x0A, 0))).isTrue();
    }

    private static byte[] entries(int count) {
        ByteArrayOutputStream entries = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            entries.writeBytes(bytes(0x0A, 2, 0x08, i, 0x12, 4, 0x0A, 2, 'a', '0' + i));
        }
        return entries.toByteArray();
    }

    @Test
    void takesManyFields() throws IOException {
        SchemaText schema = proto2("message M { "
                + IntStream.rangeClosed(1, 700)
                        .mapToObj(i -> "optional " + (i % 3 == 0 ? "string" : i % 3 == 1 ? "sint64" : "fixed32") + " f"
                                + i + " = " + i + ";")
                        .collect(Collectors.joining())
                + " oneof o { int32 p = 701; int32 q = 1200; } repeated string r = 1201; }");
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 1; i <= 700; i += i % 5) {
            payload.writeBytes(tag(i, i % 3 == 0 ? 2 : i % 3 == 1 ? 0 : 5));
            payload.writeBytes(i % 3 == 0 ? bytes(1, 'x') : i % 3 == 1 ? bytes(i & 127) : bytes(i & 255, 1, 2, 3));
            i++;
        }
        payload.writeBytes(tag(1200, 0));
        payload.writeBytes(bytes(3));
        byte[] once = payload.toByteArray();

        assertThat(isLeft(schema, once)).isFalse();
        assertThat(isLeft(schema, once, tag(701, 0), bytes(1))).isTrue();
        assertThat(isLeft(
                        schema, once, tag(1201, 2), bytes(1, 'x'), tag(1201, 2), bytes(1, 'y'), tag(1202, 0), bytes(1)))
                .isFalse();
    }

    @Test
    void takesFewOfManyFields() throws IOException {
        SchemaText schema = proto3("message M { "
                + IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> "string f" + i + " = " + i + ";")
                        .collect(Collectors.joining())
                + "}");
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (int i = 1; i <= 100; i++) {
            payload.writeBytes(tag(i, 2));
            payload.writeBytes(bytes(2, 'x', 'y'));
        }
        StructType whole = (StructType) ProtobufSamples.type(schema);
        StructType some = new StructType().add(whole.apply("f3")).add(whole.apply("f90"));
        BothWays both = decoder(schema, some);

        assertThat(both.decode(payload.toByteArray())).isEqualTo(Map.of("f3", "xy", "f90", "xy"));
        assertThat(both.left()).isZero();
    }

    @Test
    void takesMessagesDeepInside() throws IOException {
        String levels = IntStream.range(0, 60)
                .mapToObj(i -> "message L%d { string s = 1; L%d next = 2; } ".formatted(i, i + 1))
                .collect(Collectors.joining());
        SchemaText schema = proto3(levels + "message L60 { int32 end = 1; }");
        byte[] inner = A;
        for (int i = 0; i < 60; i++) {
            ByteArrayOutputStream outer = new ByteArrayOutputStream();
            outer.writeBytes(bytes(0x0A, 1, 'a', 0x12));
            outer.writeBytes(varint(inner.length));
            outer.writeBytes(inner);
            inner = outer.toByteArray();
        }

        assertThat(isLeft(schema, inner)).isFalse();
    }

    @Test
    void stopsAtTheEndOfAMessageInside() throws IOException {
        SchemaText schema = proto3("message M { M2 m = 1; int32 y = 2; } message M2 { int32 x = 1; string s = 2; "
                + "google.protobuf.Timestamp t = 3; }");
        SchemaText withTime = new SchemaText(
                schema.kind(),
                schema.text().replace("package shop;", "package shop; import \"google/protobuf/timestamp.proto\";"),
                schema.references());

        assertThat(isLeft(withTime, bytes(0x0A, 2, 0x08, 1, 0x10, 3))).isFalse();
        assertRefused(withTime, bytes(0x0A, 1, 0x08, 1, 0x10, 3));
        assertRefused(withTime, bytes(0x0A, 2, 0x12, 1, 'a', 0x10, 3));
        assertRefused(withTime, bytes(0x0A, 3, 0x1A, 2, 0x08, 1, 0x10, 3));
    }

    @Test
    void stepsThatAreCalledStopThereToo() throws IOException {
        SchemaText schema = ProtobufSamples.schema("syntax = \"proto3\"; import \"google/type/date.proto\"; "
                + "message M { google.type.Date d = 1; int32 y = 2; }");
        BothWays both = decoder(schema, ProtobufSamples.type(schema));

        assertThat(both.decode(bytes(0x0A, 7, 0x08, 0xEA, 0x0F, 0x10, 5, 0x18, 7, 0x10, 3)))
                .isEqualTo(Map.of("d", (int) LocalDate.of(2026, 5, 7).toEpochDay(), "y", 3));
        assertThat(both.left()).isZero();
    }

    private static byte[] tag(int number, int wireType) {
        return varint(number << 3 | wireType);
    }

    private static byte[] varint(int value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int left = value;
        for (; left > 127; left >>>= 7) {
            bytes.write(left | 128);
        }
        bytes.write(left);
        return bytes.toByteArray();
    }

    private static BothWays decoder(SchemaText schema, DataType type) throws IOException {
        return BothWays.leavingRareOnes(
                ProtobufSamples.FORMAT.compile(schema, schema, type, PayloadOptions.DEFAULT), type);
    }

    /** Whether generated code leaves a payload to the steps, which take it. */
    private static boolean isLeft(SchemaText schema, byte[]... parts) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            payload.writeBytes(part);
        }
        BothWays both = decoder(schema, ProtobufSamples.type(schema));
        assertThat(both.decode(payload.toByteArray())).isNotNull();
        return both.left() > 0;
    }

    private static void assertRefused(SchemaText schema, byte[] payload) throws IOException {
        BothWays both = decoder(schema, ProtobufSamples.type(schema));
        assertThatThrownBy(() -> both.decode(payload)).isInstanceOf(PayloadException.class);
    }
}
