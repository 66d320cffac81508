package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A string of base64 as its bytes. */
final class BinaryStep implements Step {
    private final Base64Text text = new Base64Text("BINARY");

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        text.read(cursor);
        sink.putBytes(text.bytes(), 0, text.length());
    }
}
