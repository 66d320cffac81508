package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.wire.InflatedPayload;

/** Decodes what zlib compressed. */
final class InflatingDecoder implements PayloadDecoder, AutoCloseable {
    private final PayloadDecoder decoder;
    private final PayloadSide side;
    private final InflatedPayload inflated = new InflatedPayload();

    /** @param decoder of what it was before */
    InflatingDecoder(PayloadDecoder decoder, PayloadSide side) {
        this.decoder = decoder;
        this.side = side;
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        if (!inflated.read(bytes, position, length)) {
            throw new PayloadException("what the frame of the " + side.word() + " holds cannot be inflated: " + length
                    + " bytes are not what zlib writes, or become more than " + InflatedPayload.MAX_LENGTH + " bytes");
        }
        decoder.decode(inflated.bytes(), 0, inflated.length(), sink);
    }

    @Override
    public void close() {
        inflated.close();
    }
}
