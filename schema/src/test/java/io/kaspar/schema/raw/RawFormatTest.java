package io.kaspar.schema.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RawFormatTest {
    private final LastValueSink sink = new LastValueSink();

    @Test
    void readsText() throws PayloadException {
        byte[] text = "Grüße, 世界 🙂".getBytes(StandardCharsets.UTF_8);

        assertThat(decode(RawFormat.STRING, text)).isEqualTo(text);
    }

    @Test
    void readsTheTextOfUuids() throws PayloadException {
        UUID uuid = new UUID(0x0123456789abcdefL, 0xfedcba9876543210L);
        String text = uuid.toString();

        assertThat(decode(RawFormat.UUID, text.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
        assertThat(decode(RawFormat.UUID, text.toUpperCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16LE", "Shift_JIS", "UTF-8"})
    void readsTextOfOtherCharsets(String charset) throws PayloadException {
        String text = charset.equals("Shift_JIS") ? "a世界" : "Grüße";
        byte[] payload = text.getBytes(Charset.forName(charset));

        RawFormat.textDecoder(Charset.forName(charset), "value.format").decode(payload, 0, payload.length, sink);

        assertThat(sink.value()).isEqualTo(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesBytesThatAreNoCharactersOfTheCharset() {
        PayloadDecoder decoder = RawFormat.textDecoder(Charset.forName("UTF-16LE"), "value.format");

        assertThatThrownBy(() -> decoder.decode(new byte[] {'a', 0, 'b'}, 0, 3, sink))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("no text in UTF-16LE")
                .hasMessageContaining("value.charset");
    }

    @Test
    void readsBytesAsTheyAre() throws PayloadException {
        byte[] bytes = {0, -1, -128, 5};

        assertThat(decode(RawFormat.BINARY, bytes)).isEqualTo(bytes);
    }

    @Test
    void readsNothingAsEmpty() throws PayloadException {
        assertThat(decode(RawFormat.STRING, new byte[0])).isEqualTo(new byte[0]);
        assertThat(decode(RawFormat.BINARY, new byte[0])).isEqualTo(new byte[0]);
    }

    @Test
    void readsWhatKafkasSerializersWrite() throws PayloadException {
        assertThat(decode(
                        RawFormat.SHORT,
                        ByteBuffer.allocate(2).putShort((short) -2).array()))
                .isEqualTo(-2);
        assertThat(decode(RawFormat.INT, ByteBuffer.allocate(4).putInt(-70_000).array()))
                .isEqualTo(-70_000);
        assertThat(decode(
                        RawFormat.LONG,
                        ByteBuffer.allocate(8).putLong(Long.MIN_VALUE).array()))
                .isEqualTo(Long.MIN_VALUE);
        assertThat(decode(RawFormat.FLOAT, ByteBuffer.allocate(4).putFloat(1.5f).array()))
                .isEqualTo(1.5f);
        assertThat(decode(
                        RawFormat.DOUBLE,
                        ByteBuffer.allocate(8).putDouble(-0.25).array()))
                .isEqualTo(-0.25);
        assertThat(decode(RawFormat.BOOLEAN, new byte[] {1})).isEqualTo(true);
        assertThat(decode(RawFormat.BOOLEAN, new byte[] {0})).isEqualTo(false);
    }

    @ParameterizedTest
    @EnumSource(
            value = RawFormat.class,
            names = {"STRING", "BINARY"},
            mode = EnumSource.Mode.EXCLUDE)
    void refusesAnyOtherLength(RawFormat format) {
        int right = switch (format) {
            case BOOLEAN -> 1;
            case SHORT -> 2;
            case INT, FLOAT -> 4;
            case LONG, DOUBLE -> 8;
            case UUID -> 36;
            case STRING, BINARY -> throw new IllegalArgumentException();
        };
        for (int length = 0; length < 10; length++) {
            if (length == right) {
                continue;
            }
            byte[] payload = new byte[length];
            assertThatThrownBy(() -> decode(format, payload))
                    .isInstanceOf(PayloadException.class)
                    .hasMessageContaining("has " + length + " bytes")
                    .hasMessageContaining("value.format");
        }
        assertThat(sink.count()).isZero();
    }

    @Test
    void refusesAByteThatIsNoBoolean() {
        assertThatThrownBy(() -> decode(RawFormat.BOOLEAN, new byte[] {2})).isInstanceOf(PayloadException.class);
    }

    @Test
    void namesTheOptionThatReadsBytesWhichAreNoText() {
        byte[] payload = {'o', 'k', (byte) 0xC3, '('};

        assertThatThrownBy(() -> decode(RawFormat.STRING, payload))
                .isInstanceOf(PayloadException.class)
                .hasMessageContaining("byte 2 of its 4 bytes")
                .hasMessageContaining("value.format = binary")
                .hasMessageNotContaining("ok");
    }

    @Test
    void namesBothOptionsWhenItDoesNotKnowTheSide() {
        assertThatThrownBy(() -> RawFormat.STRING.decoder().decode(new byte[] {-1}, 0, 1, sink))
                .hasMessageContaining("key.format or value.format = binary");
    }

    @ParameterizedTest
    @CsvSource({"STRING, string", "LONG, long"})
    void isCalledInOptionsByItsLowerCaseName(RawFormat format, String name) {
        assertThat(format.optionValue()).isEqualTo(name);
    }

    private @Nullable Object decode(RawFormat format, byte[] payload) throws PayloadException {
        byte[] buffer = new byte[payload.length + 5];
        System.arraycopy(payload, 0, buffer, 3, payload.length);
        buffer[2] = -1;
        buffer[payload.length + 3] = -1;
        PayloadDecoder decoder = format.decoder("value.format");
        LastValueSink many = new LastValueSink();
        int stopped = decoder.decodeAll(buffer, new int[] {0, 1}, new int[] {-1, payload.length + 2}, 2, 0, 2, many);
        assertThat(many.count()).isEqualTo(stopped);
        try {
            decoder.decode(buffer, 3, payload.length, sink);
        } catch (PayloadException e) {
            assertThat(stopped).as("of many").isOne();
            throw e;
        }
        assertThat(stopped).as("of many").isEqualTo(2);
        assertThat(many.value()).isEqualTo(sink.value());
        return sink.value();
    }
}
