package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A branch of the writer's union that the reader's schema has no place for: only payloads that take it are at fault. */
final class UnreadableStep implements Step {
    private final String why;

    UnreadableStep(String why) {
        this.why = why;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        throw cursor.malformed(why);
    }
}
