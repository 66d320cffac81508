package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.program.Step;

/** A branch of a union that is a struct, when nobody asked for the branch's field: a struct of nulls. */
final class UnwantedBranchStep implements Step {
    private final SkipProgram value;
    private final int fieldCount;
    private final BoundChildren children;

    UnwantedBranchStep(SkipProgram value, int fieldCount) {
        this.value = value;
        this.fieldCount = fieldCount;
        this.children = new BoundChildren(Slots.firstOnes(fieldCount));
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        sink.putStruct();
        for (ValueSink child : children.of(sink)) {
            child.putNull();
        }
        value.run(cursor);
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        StringBuilder source = new StringBuilder(sink + ".putStruct();\n");
        for (int i = 0; i < fieldCount; i++) {
            source.append(decoder.child(sink, i)).append(".putNull();\n");
        }
        return source.append(value.source(decoder)).toString();
    }
}
