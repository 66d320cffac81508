package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.SchemaHeaders;

/** Payloads without schema: no framing is looked for, and all are decoded alike. */
final class UnframedPayloads implements PayloadReading {
    private final PayloadDecoder decoder;

    UnframedPayloads(PayloadDecoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException {
        decoder.decode(bytes, position, length, sink);
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink) {
        return decoder.decodeAll(bytes, positions, lengths, 0, from, to, sink);
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        return FramingCursor.NO_ID;
    }

    @Override
    public void close() {}
}
