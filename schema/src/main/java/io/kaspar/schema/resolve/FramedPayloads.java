package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.FramingCursor;
import io.kaspar.schema.wire.RegistryFraming;
import io.kaspar.schema.wire.SchemaHeaders;
import org.jspecify.annotations.Nullable;

/** Payloads that name the schema they were written by. */
final class FramedPayloads implements PayloadReading, PayloadRuns.Frames {
    private final FramingCursor framing = new FramingCursor();
    private final FramedDecoders decoders;
    private final RegistryFraming registryFraming;
    private final PayloadSide side;
    private final SchemaHeaders noHeaders = SchemaHeaders.none();

    /** @param decoders closed with this */
    FramedPayloads(FramedDecoders decoders, RegistryFraming registryFraming, PayloadSide side) {
        this.decoders = decoders;
        this.registryFraming = registryFraming;
        this.side = side;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, SchemaHeaders headers, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException {
        if (!framing.read(bytes, position, length, headers, registryFraming)) {
            throw new PayloadException(framing.problem(side.formatOption(), side.framingOption()));
        }
        PayloadDecoder decoder = decoders.find(framing, bytes);
        try {
            decoder.decode(bytes, framing.payloadPosition(), framing.payloadLength(), sink);
        } catch (PayloadException e) {
            if (framing.isApicurio() && framing.isInHeader() && length > 0 && bytes[position] == 0) {
                throw new PayloadException(
                        e.getMessage()
                                + "; it was read by the schema that a header of Apicurio names, and begins like a frame: set "
                                + side.framingOption() + "=confluent if the header is left over from another topic",
                        e);
            }
            throw e;
        }
    }

    @Override
    public int decodeAll(byte[] bytes, int[] positions, int[] lengths, int from, int to, ValueSink sink)
            throws SchemaRegistryException {
        return PayloadRuns.decodeAll(bytes, positions, lengths, from, to, sink, this);
    }

    /** Null when {@link #decode} throws for this payload. */
    @Override
    public @Nullable PayloadDecoder decoderOf(byte[] bytes, int position, int length) throws SchemaRegistryException {
        if (!framing.read(bytes, position, length, noHeaders, registryFraming)) {
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
    public int schemaId(byte[] bytes, int position, int length, SchemaHeaders headers) {
        framing.read(bytes, position, length, headers, registryFraming);
        return framing.schemaId();
    }

    @Override
    public void close() {
        decoders.close();
    }
}
