package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.protobuf.model.FieldKind;
import io.kaspar.schema.protobuf.model.WireType;
import java.util.Arrays;

/** The numbers that a message has as its fields 1, 2, …: what a point in time is made of. */
final class PartNumbers {
    private final FieldKind[] kinds;
    private final long[] values;

    PartNumbers(FieldKind... kinds) {
        this.kinds = kinds;
        this.values = new long[kinds.length];
    }

    /** Reads to the cursor's limit; what is not there is zero. */
    void read(PayloadCursor cursor) throws PayloadException {
        Arrays.fill(values, 0);
        while (cursor.remaining() > 0) {
            int tag = WireBytes.readTag(cursor);
            WireType type = WireBytes.type(cursor, tag);
            int number = WireBytes.number(tag);
            if (number <= kinds.length && type == kinds[number - 1].wireType()) {
                values[number - 1] = Integers.read(cursor, kinds[number - 1]);
            } else {
                WireBytes.skip(cursor, type, number);
            }
        }
    }

    long of(int number) {
        return values[number - 1];
    }
}
