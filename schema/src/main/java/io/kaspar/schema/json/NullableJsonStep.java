package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/**
 * A value that may be JSON's null.
 *
 * @param step reads a value that was found to be good, and leaves the cursor behind it
 * @param nulls what becomes of null
 */
record NullableJsonStep(Step step, Nulls nulls) {
    private static final int NULL_LENGTH = 4;

    /** What becomes of JSON's null. */
    enum Nulls {
        /** The column is null. */
        NULL,
        /** The step reads it: a variant has a null of its own. */
        VALUE,
        /** The record is bad. */
        REFUSED
    }

    void put(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        if (cursor.bytes()[cursor.position()] != 'n' || nulls == Nulls.VALUE) {
            step.run(cursor, sink);
            return;
        }
        if (nulls == Nulls.REFUSED) {
            throw new JsonFault(cursor.position(), "null where the schema allows none");
        }
        sink.putNull();
        cursor.advance(NULL_LENGTH);
    }
}
