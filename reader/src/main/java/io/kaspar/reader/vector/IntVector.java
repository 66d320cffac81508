package io.kaspar.reader.vector;

import java.util.Arrays;
import org.apache.spark.sql.types.DataType;

/** Ints, dates, year-month intervals, and the narrower shorts and bytes. */
final class IntVector extends ValueVector {
    private int[] values;

    IntVector(DataType dataType, int capacity) {
        super(dataType, capacity);
        values = new int[capacity];
    }

    @Override
    public void putInt(int value) {
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public int getInt(int rowId) {
        return values[rowId];
    }

    @Override
    public short getShort(int rowId) {
        return (short) values[rowId];
    }

    @Override
    public byte getByte(int rowId) {
        return (byte) values[rowId];
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
