package io.kaspar.schema.raw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.RecordedSource;
import io.kaspar.schema.format.RecordingSink;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of Kafka's serializers, which write numbers as {@link ByteBuffer} does. */
class RawEncodersTest {
    private static final String UUID = "01234567-89ab-cdef-FEDC-ba9876543210";

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(RawFormat.STRING, "Grüße", "Grüße".getBytes(StandardCharsets.UTF_8)),
                Arguments.of(RawFormat.BINARY, ByteBuffer.wrap(new byte[] {-1, 0}), new byte[] {-1, 0}),
                Arguments.of(RawFormat.BOOLEAN, true, new byte[] {1}),
                Arguments.of(RawFormat.SHORT, -2, buffer(2).putShort((short) -2).array()),
                Arguments.of(RawFormat.INT, 1 << 30, buffer(4).putInt(1 << 30).array()),
                Arguments.of(
                        RawFormat.LONG,
                        Long.MIN_VALUE + 5,
                        buffer(8).putLong(Long.MIN_VALUE + 5).array()),
                Arguments.of(RawFormat.FLOAT, -1.5f, buffer(4).putFloat(-1.5f).array()),
                Arguments.of(
                        RawFormat.DOUBLE, 1e-300, buffer(8).putDouble(1e-300).array()));
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length);
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesWhatIsReadAsTheSame(RawFormat format, Object value, byte[] expected) throws PayloadException {
        byte[] written = RecordedSource.encode(format.encoder(), value);

        assertThat(written).isEqualTo(expected);
        assertThat(RecordingSink.decode(format.decoder(), format.dataType(), written))
                .isEqualTo(value);
    }

    @Test
    void writesUuidsAsText() throws PayloadException {
        assertThat(RecordedSource.encode(RawFormat.UUID.encoder(), UUID))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo(UUID);
        assertRefused(
                RawFormat.UUID,
                UUID.replace('-', '0'),
                "the text is no UUID, which is written xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16LE", "UTF-8"})
    void writesTextOfOtherCharsets(String name) throws PayloadException {
        Charset charset = Charset.forName(name);

        assertThat(RecordedSource.encode(RawFormat.textEncoder(charset), "Grüße"))
                .isEqualTo("Grüße".getBytes(charset));
    }

    @Test
    void refusesWhatTheFormatHasNot() {
        assertRefused(RawFormat.SHORT, 1 << 15, "the number is none of 2 bytes");
        assertRefused(RawFormat.STRING, ByteBuffer.wrap(new byte[] {-1}), "the text is no UTF-8");
        assertThatThrownBy(() -> RecordedSource.encode(RawFormat.textEncoder(StandardCharsets.ISO_8859_1), "世"))
                .isInstanceOf(PayloadException.class)
                .hasMessage("the text has characters that ISO-8859-1 has not");
    }

    private static void assertRefused(RawFormat format, Object value, String message) {
        assertThatThrownBy(() -> RecordedSource.encode(format.encoder(), value))
                .isInstanceOf(PayloadException.class)
                .hasMessage(message);
    }
}
