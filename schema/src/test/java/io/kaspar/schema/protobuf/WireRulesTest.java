package io.kaspar.schema.protobuf;

import static io.kaspar.schema.protobuf.ProtobufSamples.bytes;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto2;
import static io.kaspar.schema.protobuf.ProtobufSamples.proto3;
import static io.kaspar.schema.protobuf.ProtobufSamples.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of Protobuf's encoding that decoders get wrong, byte by byte. */
class WireRulesTest {
    private static final SchemaText NUMBERS = proto3("message M { int32 a = 1; repeated int32 many = 2; bool b = 3; }");
    private static final SchemaText NESTED =
            proto3("message M { message P { int32 x = 1; int32 y = 2; repeated int32 z = 3; } P p = 1; }");
    private static final SchemaText ONEOF = proto3(
            "message M { message P { int32 x = 1; int32 y = 2; } oneof o { P p = 1; int32 n = 2; string s = 3; } }");
    private static final SchemaText MAP = proto3("message M { map<string, int32> m = 1; }");

    @Test
    void theLastValueOfAFieldCounts() throws IOException {
        assertThat(read(NUMBERS, bytes(0x08, 1, 0x08, 2))).containsEntry("a", 2);
    }

    @Test
    void aMessageThatComesTwiceIsMerged() throws IOException {
        byte[] payload = bytes(0x0A, 4, 0x08, 1, 0x18, 7, 0x0A, 4, 0x10, 2, 0x18, 8);

        assertThat(read(NESTED, payload)).containsEntry("p", Map.of("x", 1, "y", 2, "z", List.of(7, 8)));
    }

    @Test
    void theLastMemberOfAOneofClearsTheOthers() throws IOException {
        assertThat(read(ONEOF, bytes(0x0A, 2, 0x08, 1, 0x10, 5)))
                .containsEntry("n", 5)
                .containsEntry("p", null)
                .containsEntry("s", null);
    }

    @Test
    void aMessageOfAOneofIsMergedOnlyWithoutAnotherMemberBetween() throws IOException {
        byte[] running = bytes(0x0A, 2, 0x08, 1, 0x0A, 2, 0x10, 2);
        byte[] between = bytes(0x0A, 2, 0x08, 1, 0x10, 5, 0x0A, 2, 0x10, 2);

        assertThat(read(ONEOF, running)).containsEntry("p", Map.of("x", 1, "y", 2));
        assertThat(read(ONEOF, between))
                .containsEntry("p", Map.of("x", 0, "y", 2))
                .containsEntry("n", null);
    }

    @Test
    void aMemberThatNobodyAskedForClearsTheOthersToo() throws IOException {
        SchemaText reader = proto3("message M { oneof o { int32 n = 2; } }");

        assertThat(read(ONEOF, reader, bytes(0x10, 5, 0x1A, 1, 'a'))).containsEntry("n", null);
    }

    @Test
    void repeatedNumbersArePackedOrNotOrBoth() throws IOException {
        byte[] payload = bytes(0x10, 1, 0x12, 2, 2, 3, 0x08, 9, 0x10, 4);

        assertThat(read(NUMBERS, payload))
                .containsEntry("many", List.of(1, 2, 3, 4))
                .containsEntry("a", 9);
    }

    @Test
    void aPackedSingleNumberIsAnUnknownField() throws IOException {
        assertThat(read(NUMBERS, bytes(0x0A, 1, 5))).containsEntry("a", 0);
    }

    @Test
    void entriesWithoutKeyOrValueHaveDefaults() throws IOException {
        assertThat(read(MAP, bytes(0x0A, 2, 0x10, 7))).containsEntry("m", Map.of("", 7));
        assertThat(read(MAP, bytes(0x0A, 3, 0x0A, 1, 'k'))).containsEntry("m", Map.of("k", 0));
    }

    @Test
    void theLastOfEqualKeysCounts() throws IOException {
        byte[] payload =
                bytes(0x0A, 5, 0x0A, 1, 'k', 0x10, 1, 0x0A, 5, 0x0A, 1, 'l', 0x10, 2, 0x0A, 5, 0x0A, 1, 'k', 0x10, 3);

        assertThat(read(MAP, payload)).containsEntry("m", Map.of("k", 3, "l", 2));
    }

    @Test
    void anEntryWithoutMessageHasAnEmptyOne() throws IOException {
        SchemaText schema = proto3("message M { message P { int32 x = 1; } map<int32, P> m = 1; }");

        assertThat(read(schema, bytes(0x0A, 2, 0x08, 1))).containsEntry("m", Map.of(1, Map.of("x", 0)));
    }

    @Test
    void negativeNumbersAreLongOrShort() throws IOException {
        byte[] tenBytes = bytes(0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01);
        byte[] fiveBytes = bytes(0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F);

        assertThat(read(NUMBERS, tenBytes)).containsEntry("a", -1);
        assertThat(read(NUMBERS, fiveBytes)).containsEntry("a", -1);
    }

    @Test
    void longVarintsAreLegalInTagsToo() throws IOException {
        assertThat(read(NUMBERS, bytes(0x88, 0x80, 0x00, 0x85, 0x80, 0x00))).containsEntry("a", 5);
    }

    @Test
    void whateverIsNotZeroIsTrue() throws IOException {
        assertThat(read(NUMBERS, bytes(0x18, 2))).containsEntry("b", true);
        assertThat(read(NUMBERS, bytes(0x18, 0x80, 0x80, 0x80, 0x80, 0x10))).containsEntry("b", true);
    }

    @Test
    void aValueOfAnotherWireTypeIsAnUnknownField() throws IOException {
        assertThat(read(NUMBERS, bytes(0x0D, 1, 2, 3, 4))).containsEntry("a", 0);
        assertThat(read(NESTED, bytes(0x0B, 0x08, 1, 0x0C))).containsEntry("p", null);
    }

    @Test
    void groupsAreReadAndPassedOver() throws IOException {
        SchemaText schema =
                proto2("message M { optional group Part = 1 { optional int32 x = 1; } optional int32 n = 2; }");
        byte[] payload = bytes(0x0B, 0x08, 1, 0x0C, 0x23, 0x2B, 0x2C, 0x24, 0x10, 9);

        assertThat(read(schema, payload)).containsEntry("part", Map.of("x", 1)).containsEntry("n", 9);
    }

    @Test
    void groupsAreMergedToo() throws IOException {
        SchemaText schema =
                proto2("message M { optional group Part = 1 { optional int32 x = 1; optional int32 y = 2; } }");

        assertThat(read(schema, bytes(0x0B, 0x08, 1, 0x0C, 0x0B, 0x10, 2, 0x0C)))
                .containsEntry("part", Map.of("x", 1, "y", 2));
    }

    @Test
    void numbersWithoutSymbolAreDigits() throws IOException {
        SchemaText open = proto3("message M { enum E { A = 0; B = 1; } E e = 1; repeated E es = 2; }");
        SchemaText closed = proto2("message M { enum E { A = 0; B = 1; } optional E e = 1; }");

        assertThat(read(open, bytes(0x08, 7, 0x10, 1, 0x10, 9)))
                .containsEntry("e", "7")
                .containsEntry("es", List.of("B", "9"));
        assertThat(read(closed, bytes(0x08, 7))).containsEntry("e", "7");
    }

    @Test
    void textThatIsNoUtf8IsMalformedInProto3Only() throws IOException {
        byte[] payload = bytes(0x0A, 2, 'a', 0xFF);

        assertThatThrownBy(() -> read(proto3("message M { string s = 1; }"), payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("byte 3 of 4: a text is no UTF-8");
        assertThat(read(proto2("message M { optional string s = 1; }"), payload))
                .containsEntry("s", "a\uFFFD");
    }

    @Test
    void fieldsThatAreNotThereHaveTheirDefaults() throws IOException {
        SchemaText old = proto2("message M { enum E { A = 5; B = 1; } required int32 r = 1; optional int32 o = 2; "
                + "optional int32 d = 3 [default = -0x1F]; optional string s = 4 [default = \"x\"]; optional E e = 5; "
                + "optional E f = 6 [default = B]; optional float g = 7 [default = inf]; repeated int32 m = 8; "
                + "optional bytes h = 9 [default = \"a\\001\"]; }");
        SchemaText today = proto3("message M { enum E { A = 0; } int32 i = 1; optional int32 o = 2; E e = 3; "
                + "bytes b = 4; uint64 u = 5; M m = 6; }");

        assertThat(read(old, bytes()))
                .containsEntry("r", null)
                .containsEntry("o", null)
                .containsEntry("d", -31)
                .containsEntry("s", "x")
                .containsEntry("e", null)
                .containsEntry("f", "B")
                .containsEntry("g", Float.POSITIVE_INFINITY)
                .containsEntry("m", List.of())
                .containsEntry("h", ByteBuffer.wrap(bytes('a', 1)));
        assertThat(read(today, bytes()))
                .containsEntry("i", 0)
                .containsEntry("o", null)
                .containsEntry("e", "A")
                .containsEntry("u", new BigDecimal("0"))
                .containsEntry("m", null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 01", // field 0
                "0E", // wire type 6
                "0F", // wire type 7
                "08", // no value
                "08 80", // a number that goes on
                "08 FF FF FF FF FF FF FF FF FF FF 01", // more than ten bytes
                "2A 05 01", // a length beyond the end
                "2A FF FF FF FF 0F", // a negative length
                "12 03 01 02", // packed beyond the end
                "0C", // a group's end alone
                "23 08 01", // a group without end
                "23 2C", // another group's end
                "25 01 02", // half a fixed number
            })
    void isMalformed(String hex) {
        String[] octets = hex.split(" ", -1);
        byte[] payload = new byte[octets.length];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) Integer.parseInt(octets[i], 16);
        }

        assertThatThrownBy(() -> read(NUMBERS, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageStartingWith("Protobuf payload, byte ");
    }

    @Test
    void aRunOfFixedNumbersHasNoHalfOne() {
        SchemaText schema = proto3("message M { repeated fixed32 f = 1; }");

        assertThatThrownBy(() -> read(schema, bytes(0x0A, 5, 1, 0, 0, 0, 1)))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("needs 4 bytes");
    }

    @Test
    void groupsWithoutEndInSightAreRefused() {
        byte[] payload = new byte[100_000];
        Arrays.fill(payload, (byte) 0x23);

        assertThatThrownBy(() -> read(NUMBERS, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("deep");
    }
}
