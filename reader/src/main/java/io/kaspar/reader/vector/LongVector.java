package io.kaspar.reader.vector;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Bigints, timestamps with and without zone, times of the day, day-time intervals. */
final class LongVector extends ValueVector {
    private long[] values;

    LongVector(DataType dataType, int capacity) {
        super(dataType, capacity);
        values = new long[capacity];
    }

    @Override
    public void putLong(long value) {
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public long getLong(int rowId) {
        return values[rowId];
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
