package io.kaspar.bench.limit;

import java.util.List;

/** A query over values: walks the records of a batch and goes to each value. */
abstract class RecordLoop extends HandQuery {
    private static final int FRAMING_LENGTH = 5;

    @Override
    final void records(byte[] bytes, int start, int recordCount, long baseTimestamp) {
        int position = start;
        for (int i = 0; i < recordCount; i++) {
            int length = Varints.readInt(bytes, position);
            position = Varints.skip(bytes, position);
            int next = position + length;
            position = Varints.skip(bytes, position + 1); // attributes, timestamp delta
            position = Varints.skip(bytes, position); // offset delta
            position = Varints.skipString(bytes, position); // key
            position = Varints.skip(bytes, position); // length of the value
            value(bytes, position + FRAMING_LENGTH);
            position = next;
        }
    }

    /** Takes a value that begins at a position. */
    abstract void value(byte[] bytes, int position);

    /** One row of numbers. */
    static List<List<Object>> row(Object... values) {
        return List.of(List.of(values));
    }
}
