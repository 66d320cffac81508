package io.kaspar.schema.raw;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.ValueSink;

/** Payloads as they are. */
final class BinaryDecoder implements PayloadDecoder {
    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) {
        sink.putBytes(bytes, position, length);
    }

    @Override
    public int decodeAll(
            byte[] bytes, int[] positions, int[] lengths, int prefixLength, int from, int to, ValueSink sink) {
        for (int i = from; i < to; i++) {
            if (lengths[i] < 0) {
                sink.putNull();
            } else {
                sink.putBytes(bytes, positions[i] + prefixLength, lengths[i] - prefixLength);
            }
        }
        return to;
    }
}
