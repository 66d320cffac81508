package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A string's characters. */
final class StringStep implements Step {
    private final StringContent content = new StringContent();
    private final Step others;

    /** @param others reads what is no string */
    StringStep(Step others) {
        this.others = others;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        if (cursor.bytes()[cursor.position()] != '"') {
            others.run(cursor, sink);
            return;
        }
        content.read(cursor.bytes(), cursor.position(), cursor.limit());
        sink.putBytes(content.bytes(), content.position(), content.length());
        cursor.moveTo(content.end());
    }

    /** For columns that take strings only. */
    static void refuse(PayloadCursor cursor, ValueSink sink) {
        throw JsonFault.wrongKind(cursor.bytes(), cursor.position(), "STRING");
    }
}
