package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.json.ChangeDialect;
import io.kaspar.schema.json.ChangeRewriter;
import io.kaspar.schema.wire.PayloadFrame;

/** Decodes changes that other tools than Debezium wrote, in Debezium's shape. */
final class ChangeDecoder implements PayloadDecoder {
    private final PayloadDecoder decoder;
    private final ChangeRewriter change;
    private final String framing;

    /**
     * @param decoder of changes in Debezium's shape
     * @param frame who wrote them
     */
    ChangeDecoder(PayloadDecoder decoder, PayloadFrame frame, PayloadSide side) {
        this.decoder = decoder;
        this.framing = side.framingOption() + "=" + frame.optionValue();
        this.change = new ChangeRewriter(dialect(frame), side.word(), framing);
    }

    /** @throws IllegalArgumentException for a frame that is not of changes */
    static ChangeDialect dialect(PayloadFrame frame) {
        return switch (frame) {
            case MAXWELL -> ChangeDialect.MAXWELL;
            case OGG -> ChangeDialect.OGG;
            case NONE, CONFLUENT, APICURIO, GLUE, CONNECT ->
                throw new IllegalArgumentException("no frame of changes: " + frame);
        };
    }

    @Override
    public void decode(byte[] bytes, int position, int length, ValueSink sink) throws PayloadException {
        change.read(bytes, position, length);
        try {
            decoder.decode(change.bytes(), 0, change.length(), sink);
        } catch (PayloadException e) {
            throw new PayloadException(
                    e.getMessage() + "; bytes are counted in the change as " + framing + " writes it anew", e);
        }
    }
}
