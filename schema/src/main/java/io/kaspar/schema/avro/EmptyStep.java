package io.kaspar.schema.avro;

import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** A payload whose type has no column at all, and which nothing of is read. */
final class EmptyStep implements Step {
    @Override
    public void run(PayloadCursor cursor, ValueSink sink) {
        sink.putStruct();
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        return sink + ".putStruct();\n";
    }
}
