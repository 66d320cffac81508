package io.kaspar.schema.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FramingCursorTest {
    private static final UUID GUID = UUID.fromString("89791762-2336-4186-9674-299b90a802e2");

    private final FramingCursor cursor = new FramingCursor();

    @Test
    void readsAnIdBeforeThePayload() {
        byte[] bytes = {9, 9, 0, 0x01, 0x02, 0x03, 0x04, 42, 43, 9};

        boolean framed = cursor.read(bytes, 2, 7);

        assertThat(framed).isTrue();
        assertThat(cursor.schemaId()).isEqualTo(0x01020304);
        assertThat(cursor.hasGuid()).isFalse();
        assertThat(cursor.payloadPosition()).isEqualTo(7);
        assertThat(cursor.payloadLength()).isEqualTo(2);
        assertThat(cursor.indexesPosition()).isEqualTo(7);
    }

    @Test
    void readsAGuidBeforeThePayload() {
        byte[] bytes = withGuid(1, 3);

        boolean framed = cursor.read(bytes, 1, bytes.length - 1);

        assertThat(framed).isTrue();
        assertThat(cursor.hasGuid()).isTrue();
        assertThat(cursor.guid()).isEqualTo(GUID);
        assertThat(cursor.guidHigh()).isEqualTo(GUID.getMostSignificantBits());
        assertThat(cursor.guidLow()).isEqualTo(GUID.getLeastSignificantBits());
        assertThat(cursor.schemaId()).isEqualTo(FramingCursor.NO_ID);
        assertThat(cursor.payloadPosition()).isEqualTo(18);
        assertThat(cursor.payloadLength()).isEqualTo(3);
    }

    @Test
    void takesTheWholePayloadWhenAHeaderNamesTheSchema() {
        byte[] bytes = {0, 0, 0, 0, 1, 7, /* header */ 0, 0, 0, 0, 5, /* indexes */ 2, 0};

        boolean framed = cursor.read(bytes, 0, 6, 6, 7);

        assertThat(framed).isTrue();
        assertThat(cursor.schemaId()).isEqualTo(5);
        assertThat(cursor.payloadPosition()).isZero();
        assertThat(cursor.payloadLength()).isEqualTo(6);
        assertThat(cursor.indexesPosition()).isEqualTo(11);
        assertThat(cursor.indexesMaxLength()).isEqualTo(2);
    }

    @Test
    void readsAGuidInAHeader() {
        byte[] bytes = withGuid(4, 0);

        boolean framed = cursor.read(bytes, 0, 4, 4, 17);

        assertThat(framed).isTrue();
        assertThat(cursor.guid()).isEqualTo(GUID);
        assertThat(cursor.payloadLength()).isEqualTo(4);
    }

    @Test
    void readsThePrefixWhenThereIsNoHeader() {
        boolean framed = cursor.read(new byte[] {0, 0, 0, 0, 3}, 0, 5, 0, FramingCursor.NO_HEADER);

        assertThat(framed).isTrue();
        assertThat(cursor.schemaId()).isEqualTo(3);
        assertThat(cursor.payloadLength()).isZero();
    }

    @Test
    void aBrokenHeaderIsNotPassedOverForThePrefix() {
        byte[] bytes = {0, 0, 0, 0, 3, 'x'};

        boolean framed = cursor.read(bytes, 0, 5, 5, 1);

        assertThat(framed).isFalse();
        assertThat(cursor.schemaId()).isEqualTo(FramingCursor.NO_ID);
        assertThat(cursor.problem("value.format", "value.framing"))
                .startsWith("the schema id header starts with byte 0x78");
    }

    @Test
    void saysWhatToDoAboutAPayloadWithoutFraming() {
        boolean framed = cursor.read("{\"secret\":1}".getBytes(StandardCharsets.UTF_8), 0, 12);

        assertThat(framed).isFalse();
        assertThat(cursor.hasGuid()).isFalse();
        assertThat(cursor.problem("value.format", "value.framing"))
                .isEqualTo(
                        "the payload starts with byte 0x7b, not with the 0x00 of a schema id: not written by a registry"
                                + " serializer? set value.format=string (or binary) to read it as it is");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void refusesAnIdThatIsCutOff(int length) {
        boolean framed = cursor.read(new byte[] {0, 0, 0, 0, 1, 2}, 0, length);

        assertThat(framed).isFalse();
        assertThat(cursor.schemaId()).isEqualTo(FramingCursor.NO_ID);
        assertThat(cursor.problem("key.format", "value.framing"))
                .contains(length == 0 ? "is empty" : length + " bytes end before");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void refusesAGuidThatIsCutOff(int length) {
        boolean framed = cursor.read(withGuid(0, 5), 0, length);

        assertThat(framed).isFalse();
        assertThat(cursor.hasGuid()).isFalse();
        assertThat(cursor.problem("key.format", "value.framing"))
                .contains(length + " bytes end before the GUID does (17 bytes)");
    }

    @Test
    void refusesANegativeId() {
        boolean framed = cursor.read(new byte[] {0, -1, 0, 0, 1, 2}, 0, 6);

        assertThat(framed).isFalse();
        assertThat(cursor.problem("key.format", "value.framing")).contains("negative");
    }

    @Test
    void forgetsThePayloadBefore() {
        cursor.read(withGuid(0, 0), 0, 17);

        cursor.read(new byte[] {0, 0, 0, 0, 1}, 0, 5);

        assertThat(cursor.hasGuid()).isFalse();
        assertThat(cursor.schemaId()).isEqualTo(1);
    }

    private static byte[] withGuid(int before, int after) {
        ByteBuffer bytes = ByteBuffer.allocate(before + 17 + after).position(before);
        return bytes.put((byte) 1)
                .putLong(GUID.getMostSignificantBits())
                .putLong(GUID.getLeastSignificantBits())
                .array();
    }
}
