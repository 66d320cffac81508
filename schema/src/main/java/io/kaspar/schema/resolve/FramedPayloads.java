package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import org.jspecify.annotations.Nullable;

/** Payloads that name the schema they were written by. */
final class FramedPayloads implements PayloadReading, PayloadRuns.Frames {
    private final FramingCursor framing = new FramingCursor();
    private final FramedDecoders decoders;
    private final String formatOption;

    /** @param decoders closed with this */
    FramedPayloads(FramedDecoders decoders, String formatOption) {
        this.decoders = decoders;
        this.formatOption = formatOption;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, int headerPosition, int headerLength, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (!framing.read(bytes, position, length, headerPosition, headerLength)) {
            throw new PayloadException(framing.problem(formatOption));
        }
        PayloadDecoder decoder = decoders.find(framing, bytes);
        decoder.decode(bytes, framing.payloadPosition(), framing.payloadLength(), sink);
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        return PayloadRuns.decodeAll(bytes, positions, lengths, from, to, sink, this);
    }

    /** Null when {@link #decode} throws for this payload. */
    @Override
    public @Nullable PayloadDecoder decoderOf(byte[] bytes, int position, int length) throws SchemaRegistryException {
        if (!framing.read(bytes, position, length)) {
            return null;
        }
        try {
            return decoders.find(framing, bytes);
        } catch (PayloadException | SchemaException e) {
            return null;
        }
    }

    @Override
    public int frameEnd() {
        return framing.payloadPosition();
    }

    @Override
    public int schemaId(byte[] bytes, int position, int length, int headerPosition, int headerLength) {
        framing.read(bytes, position, length, headerPosition, headerLength);
        return framing.schemaId();
    }

    @Override
    public void close() {
        decoders.close();
    }
}
