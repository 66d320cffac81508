package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.program.Step;

/** One branch of a union that is a struct: the branch's field gets the value, the others get nulls. */
final class BranchStep implements Step {
    private final Step value;
    private final int slot;
    private final int fieldCount;
    private final BoundChildren children;

    BranchStep(Step value, int slot, int fieldCount) {
        this.value = value;
        this.slot = slot;
        this.fieldCount = fieldCount;
        this.children = new BoundChildren(Slots.firstOnes(fieldCount));
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        ValueSink[] sinks = children.of(sink);
        sink.putStruct();
        for (int i = 0; i < sinks.length; i++) {
            if (i == slot) {
                value.run(cursor, sinks[i]);
            } else {
                sinks[i].putNull();
            }
        }
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        StringBuilder source = new StringBuilder(sink + ".putStruct();\n");
        for (int i = 0; i < fieldCount; i++) {
            String child = decoder.child(sink, i);
            source.append(i == slot ? value.source(decoder, child) : child + ".putNull();\n");
        }
        return source.toString();
    }
}
