package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.UuidText;

/** Payloads that are a UUID as {@code org.apache.kafka.common.serialization.UUIDSerializer} writes it: as text. */
final class UuidDecoder implements PayloadDecoder {
    private static final int LENGTH = UuidText.LAYOUT.length();

    private final String formatOption;
    private final byte[] text = new byte[LENGTH];

    UuidDecoder(String formatOption) {
        this.formatOption = formatOption;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        if (length != LENGTH) {
            throw new PayloadException("the payload has " + length + " bytes, but a UUID is text of " + LENGTH
                    + "; set " + formatOption + " to the format it was written in, or to binary");
        }
        int fault = UuidText.firstFault(bytes, position);
        if (fault != UuidText.NO_FAULT) {
            throw new PayloadException("the payload is no UUID: byte " + fault + " of its text does not fit "
                    + UuidText.LAYOUT + "; set " + formatOption + " to the format it was written in, or to binary");
        }
        for (int i = 0; i < LENGTH; i++) {
            byte character = bytes[position + i];
            text[i] = character >= 'A' && character <= 'F' ? (byte) (character - 'A' + 'a') : character;
        }
        sink.putBytes(text, 0, LENGTH);
    }
}
