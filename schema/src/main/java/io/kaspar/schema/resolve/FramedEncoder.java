package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.ValueSource;

/**
 * Puts the same bytes in front of each payload.
 *
 * @param payload what encodes the rest
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FramedEncoder(byte[] frame, PayloadEncoder payload) implements PayloadEncoder {

    @Override
    public void encode(ValueSource source, int place, PayloadOutput out) throws PayloadException {
        out.put(frame);
        payload.encode(source, place, out);
    }
}
