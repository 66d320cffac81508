package io.kaspar.reader.vector;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Floats. */
final class FloatVector extends ValueVector {
    private float[] values;

    FloatVector(DataType dataType, int capacity) {
        super(dataType, capacity);
        values = new float[capacity];
    }

    @Override
    public void putFloat(float value) {
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public float getFloat(int rowId) {
        return values[rowId];
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
