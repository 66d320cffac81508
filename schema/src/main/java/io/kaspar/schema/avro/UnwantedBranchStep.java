package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** A branch of a union that is a struct, when nobody asked for the branch's field: a struct of nulls. */
final class UnwantedBranchStep implements Step {
    private final SkipProgram value;
    private final BoundChildren children;

    UnwantedBranchStep(SkipProgram value, int fieldCount) {
        this.value = value;
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
}
