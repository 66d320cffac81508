package io.kaspar.reader.vector;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Doubles. */
final class DoubleVector extends ValueVector {
    private double[] values;

    DoubleVector(DataType dataType, int capacity) {
        super(dataType, capacity);
        values = new double[capacity];
    }

    @Override
    public void putDouble(double value) {
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public double getDouble(int rowId) {
        return values[rowId];
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
