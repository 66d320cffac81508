package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** Payloads of one byte, 0 for false and 1 for true. */
final class BooleanDecoder implements PayloadDecoder {
    private final String formatOption;

    BooleanDecoder(String formatOption) {
        this.formatOption = formatOption;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        if (length != Byte.BYTES || (bytes[position] & ~1) != 0) {
            throw new PayloadException("the payload has " + length + " bytes and is no boolean (one byte, 0 or 1); set "
                    + formatOption + " = binary, or the format it was written in, to read it");
        }
        sink.putBoolean(bytes[position] == 1);
    }
}
