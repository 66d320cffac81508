package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Payloads that are text in another charset than UTF-8; bytes that are no character of it are refused. */
final class CharsetDecoding implements PayloadDecoder {
    private final CharsetDecoder decoder;
    private final String formatOption;

    CharsetDecoding(Charset charset, String formatOption) {
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        this.formatOption = formatOption;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        CharBuffer characters;
        try {
            characters = decoder.decode(ByteBuffer.wrap(bytes, position, length));
        } catch (CharacterCodingException e) {
            throw new PayloadException("the payload of " + length + " bytes is no text in "
                    + decoder.charset().name() + "; set " + formatOption.replace(".format", ".charset")
                    + " to the charset it was written in, or " + formatOption + " = binary");
        }
        ByteBuffer text = StandardCharsets.UTF_8.encode(characters);
        sink.putBytes(text.array(), text.arrayOffset(), text.remaining());
    }
}
