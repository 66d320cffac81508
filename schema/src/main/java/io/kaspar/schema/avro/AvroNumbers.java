package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.program.PayloadCursor;

/** Avro's numbers, lengths and indexes, as the cursor finds them: zig-zag, so that small negative ones are short. */
final class AvroNumbers {
    private AvroNumbers() {}

    static int readInt(PayloadCursor cursor) throws PayloadException {
        int raw = cursor.readRawInt();
        return (raw >>> 1) ^ -(raw & 1);
    }

    static long readLong(PayloadCursor cursor) throws PayloadException {
        long raw = cursor.readRawLong();
        return (raw >>> 1) ^ -(raw & 1);
    }

    /** The length of a string or of bytes, which the payload then holds in full. */
    static int readLength(PayloadCursor cursor) throws PayloadException {
        int before = cursor.position();
        long length = readLong(cursor);
        if (length < 0 || length > cursor.remaining()) {
            throw cursor.malformedAt(before, "a length of " + length + " does not fit the bytes left");
        }
        return (int) length;
    }

    /** The index of a union's branch or an enum's symbol, below {@code count}. */
    static int readIndex(PayloadCursor cursor, int count) throws PayloadException {
        int before = cursor.position();
        int index = readInt(cursor);
        if (index < 0 || index >= count) {
            throw cursor.malformedAt(before, "index " + index + " of a branch or symbol is not below " + count);
        }
        return index;
    }
}
