package io.kaspar.schema.json;

import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** {@code true} and {@code false}. */
final class BooleanStep implements Step {
    private static final int TRUE_LENGTH = 4;
    private static final int FALSE_LENGTH = 5;

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) {
        byte[] bytes = cursor.bytes();
        boolean isTrue = bytes[cursor.position()] == 't';
        if (!isTrue && bytes[cursor.position()] != 'f') {
            throw JsonFault.wrongKind(bytes, cursor.position(), "BOOLEAN");
        }
        sink.putBoolean(isTrue);
        cursor.advance(isTrue ? TRUE_LENGTH : FALSE_LENGTH);
    }
}
