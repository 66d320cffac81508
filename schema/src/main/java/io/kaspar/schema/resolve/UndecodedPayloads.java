package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaHeaders;

/** Payloads by schemas that nobody here can read: bytes as they are, framing included; which schema it names is still seen. */
final class UndecodedPayloads implements PayloadReading {
    private final FramingCursor framing = new FramingCursor();
    private final PayloadDecoder bytes;

    /** @param bytes takes whole payloads */
    UndecodedPayloads(PayloadDecoder bytes) {
        this.bytes = bytes;
    }

    @Override
    public void decode(byte[] buffer, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException {
        bytes.decode(buffer, position, length, sink);
    }

    @Override
    public int decodeAll(byte[] buffer, int[] positions, int[] lengths, int from, int to, ValueSink sink) {
        return bytes.decodeAll(buffer, positions, lengths, 0, from, to, sink);
    }

    @Override
    public int schemaId(byte[] buffer, int position, int length, SchemaHeaders headers) {
        framing.read(buffer, position, length, headers, RegistryFraming.AUTO);
        return framing.schemaId();
    }

    @Override
    public void close() {}
}
