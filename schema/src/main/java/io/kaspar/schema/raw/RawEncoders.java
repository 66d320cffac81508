package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.program.Utf8Check;
import io.kaspar.schema.program.UuidText;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Encoders of payloads without a schema, the same bytes as Kafka's own serializers make. */
final class RawEncoders {
    private RawEncoders() {}

    static PayloadEncoder of(RawFormat format) {
        return switch (format) {
            case BINARY -> (source, place, out) -> out.put(source.bytesAt(place));
            case STRING -> (source, place, out) -> out.put(Utf8Check.require(source.bytesAt(place), "the text"));
            case BOOLEAN -> (source, place, out) -> out.put(source.booleanAt(place) ? 1 : 0);
            case SHORT -> (source, place, out) -> putShort(source.intAt(place), out);
            case INT -> (source, place, out) -> putBigEndian(source.intAt(place), Integer.BYTES, out);
            case LONG -> (source, place, out) -> putBigEndian(source.longAt(place), Long.BYTES, out);
            case FLOAT ->
                (source, place, out) ->
                        putBigEndian(Float.floatToRawIntBits(source.floatAt(place)), Integer.BYTES, out);
            case DOUBLE ->
                (source, place, out) ->
                        putBigEndian(Double.doubleToRawLongBits(source.doubleAt(place)), Long.BYTES, out);
            case UUID -> (source, place, out) -> out.put(uuid(source.bytesAt(place)));
        };
    }

    /** Text that the charset does not have is refused. */
    static PayloadEncoder ofText(Charset charset) {
        CharsetEncoder encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return (source, place, out) -> {
            ByteBuffer encoded;
            try {
                byte[] utf8 = Utf8Check.require(source.bytesAt(place), "the text");
                encoded = encoder.encode(StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8)));
            } catch (CharacterCodingException e) {
                throw new PayloadException("the text has characters that " + charset.name() + " has not");
            }
            out.put(encoded.array(), encoded.arrayOffset(), encoded.remaining());
        };
    }

    private static byte[] uuid(byte[] text) throws PayloadException {
        if (!UuidText.isUuid(text, 0, text.length)) {
            throw new PayloadException("the text is no UUID, which is written " + UuidText.LAYOUT);
        }
        return text;
    }

    private static void putShort(int value, PayloadOutput out) throws PayloadException {
        if (value != (short) value) {
            throw new PayloadException("the number is none of " + Short.BYTES + " bytes");
        }
        putBigEndian(value, Short.BYTES, out);
    }

    private static void putBigEndian(long value, int width, PayloadOutput out) {
        for (int shift = (width - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.put((int) (value >>> shift));
        }
    }
}
