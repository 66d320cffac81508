package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;

/** A union of the writer's: the branch's index, then its value. */
final class UnionStep implements Step {
    private final Step[] branches;

    UnionStep(Step[] branches) {
        this.branches = branches;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int index = cursor.readIndex(branches.length);
        branches[index].run(cursor, sink);
    }
}
