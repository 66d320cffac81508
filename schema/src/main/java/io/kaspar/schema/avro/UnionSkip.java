package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;

/** Passes over a union: the branch's index, then its value. */
final class UnionSkip implements Skip {
    private final SkipProgram[] branches;

    UnionSkip(SkipProgram[] branches) {
        this.branches = branches;
    }

    @Override
    public void run(PayloadCursor cursor) throws PayloadException {
        branches[cursor.readIndex(branches.length)].run(cursor);
    }
}
