package io.kaspar.reader.vector;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Booleans. */
final class BooleanVector extends ValueVector {
    private boolean[] values;

    BooleanVector(DataType dataType, int capacity) {
        super(dataType, capacity);
        values = new boolean[capacity];
    }

    @Override
    public void putBoolean(boolean value) {
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public boolean getBoolean(int rowId) {
        return values[rowId];
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
