package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A value with which the payload must end: bytes behind it show that it was written in another way. */
final class LastStep implements Step {
    private final Step value;
    private final String advice;

    /** @param advice what to do about bytes that follow, in a clause */
    LastStep(Step value, String advice) {
        this.value = value;
        this.advice = advice;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        value.run(cursor, sink);
        if (cursor.remaining() > 0) {
            throw cursor.malformed(cursor.remaining() + " bytes follow the value; " + advice);
        }
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        return value.source(decoder, sink) + "if (p != end) FAIL;\n";
    }
}
