package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.json.ConnectEnvelope;

/** Decodes what Kafka Connect's converter put into the member {@code payload} of an object. */
final class ConnectDecoder implements PayloadDecoder {
    private final PayloadDecoder decoder;
    private final ConnectEnvelope envelope;

    /** @param decoder of the member's value */
    ConnectDecoder(PayloadDecoder decoder, PayloadSide side) {
        this.decoder = decoder;
        this.envelope = new ConnectEnvelope(side.word(), side.framingOption());
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        envelope.read(bytes, position, length);
        try {
            decoder.decode(bytes, envelope.payloadPosition(), envelope.payloadLength(), sink);
        } catch (PayloadException e) {
            throw new PayloadException(
                    e.getMessage() + "; bytes are counted from where the value of the member payload begins", e);
        }
    }
}
