package io.kaspar.schema.json;

import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** Any value as a variant. */
final class VariantStep implements Step {
    private final VariantWriter writer = new VariantWriter();

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) {
        int end = writer.write(cursor.bytes(), cursor.position(), cursor.limit());
        writer.put(sink);
        cursor.moveTo(end);
    }
}
