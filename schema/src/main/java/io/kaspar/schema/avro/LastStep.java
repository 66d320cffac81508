package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A value with which the payload must end: bytes behind it show that it was not written with a length. */
final class LastStep implements Step {
    private final Step value;

    LastStep(Step value) {
        this.value = value;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        value.run(cursor, sink);
        if (cursor.remaining() > 0) {
            throw cursor.malformed(cursor.remaining()
                    + " bytes follow the value; bytes-payloads=whole reads payloads of bytes without a length");
        }
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        return value.source(decoder, sink) + "if (p != end) FAIL;\n";
    }
}
