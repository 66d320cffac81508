package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A field the writer lacks: the reader's default, kept as bytes and read from there each time. */
final class DefaultStep implements Step {
    private final byte[] encoded;
    private final Step value;
    private final PayloadCursor defaults = new PayloadCursor(AvroPayloadFormat.NAME);

    DefaultStep(byte[] encoded, Step value) {
        this.encoded = encoded;
        this.value = value;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        cursor.addDefault(encoded.length);
        defaults.reset(encoded, 0, encoded.length);
        value.run(defaults, sink);
    }
}
