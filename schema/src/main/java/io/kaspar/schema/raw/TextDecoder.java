package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.Utf8Check;

/** Payloads that are UTF-8 text; anything else is refused, because Spark's strings do not check what they hold. */
final class TextDecoder implements PayloadDecoder {
    private final String formatOption;

    TextDecoder(String formatOption) {
        this.formatOption = formatOption;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        int fault = Utf8Check.firstFault(bytes, position, position + length);
        if (fault != Utf8Check.NO_FAULT) {
            throw new PayloadException("the payload is no UTF-8 text: byte " + (fault - position) + " of its " + length
                    + " bytes starts no character; set " + formatOption
                    + " = binary, or the format it was written in, to read it");
        }
        sink.putBytes(bytes, position, length);
    }

    @Override
    public int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        for (int i = from; i < to; i++) {
            int position = positions[i] + prefixLength;
            int length = lengths[i] - prefixLength;
            if (lengths[i] < 0) {
                sink.putNull();
            } else if (Utf8Check.firstFault(bytes, position, position + length) == Utf8Check.NO_FAULT) {
                sink.putBytes(bytes, position, length);
            } else {
                return i;
            }
        }
        return to;
    }
}
