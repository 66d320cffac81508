package io.kaspar.reader.vector;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A column of Spark's that values are put into one after the other; made by {@link ValueVectors}.
 *
 * <p>One final class for each way values lie in memory. A vector is filled, read and {@link #reset} over and over and never
 * freed: neither Spark's {@code closeIfFreeable} nor {@link #close} does anything. Not thread-safe.
 */
public abstract sealed class ValueVector extends ColumnVector implements ValueSink
        permits BooleanVector,
                BytesVector,
                CollectionVector,
                DoubleVector,
                FloatVector,
                IntVector,
                LongDecimalVector,
                LongVector,
                StructVector,
                VariantPartVector,
                VoidVector,
                WideDecimalVector {
    private static final int MAX_CAPACITY = Integer.MAX_VALUE - Long.BYTES;

    private boolean[] nulls;
    private int nullCount;
    private int size;
    private int capacity;

    ValueVector(DataType dataType, int capacity) {
        super(dataType);
        this.capacity = capacity;
        nulls = new boolean[capacity];
    }

    /** How many values it holds. */
    public final int size() {
        return size;
    }

    /** Takes all values out. Views given before are no longer valid. */
    public final void reset() {
        if (nullCount > 0) {
            Arrays.fill(nulls, 0, size, false);
            nullCount = 0;
        }
        size = 0;
        resetStorage();
    }

    /** Takes out the values behind the first {@code count}, whole or half put, nested ones included. */
    public final void rewind(int count) {
        if (count >= size) {
            return;
        }
        rewindStorage(count);
        for (int slot = count; slot < size; slot++) {
            if (nulls[slot]) {
                nulls[slot] = false;
                nullCount--;
            }
        }
        size = count;
    }

    /** Takes the next slot, and makes room for it. */
    final int nextSlot() {
        int slot = size;
        if (slot == capacity) {
            grow(slot + 1L);
        }
        size = slot + 1;
        return slot;
    }

    /**
     * Makes room for so many values as a whole, in a struct's children too. Loops that put many values call it first: where
     * no put has ever had to grow, the JVM leaves growing out of the loop's code.
     */
    public final void reserve(int count) {
        if (count > capacity) {
            grow(count);
        }
        reserveInChildren(count);
    }

    /** Called to make room in the vectors that hold one value for each of this one's. */
    void reserveInChildren(int count) {}

    private void grow(long count) {
        if (count > MAX_CAPACITY) {
            throw new IllegalStateException("a column of one block cannot hold more than " + MAX_CAPACITY + " values");
        }
        capacity = (int) Math.min(MAX_CAPACITY, Math.max(16, Math.max(count, 2L * capacity)));
        nulls = Arrays.copyOf(nulls, capacity);
        resizeStorage(capacity);
    }

    @Override
    public final void putNull() {
        int slot = nextSlot();
        nulls[slot] = true;
        nullCount++;
        nullFilled(slot);
    }

    /** How many of the strings and binaries that it holds are these bytes, nested ones included. */
    public long count(byte[] value) {
        return 0;
    }

    /** Called after a slot was filled with null. */
    void nullFilled(int slot) {}

    abstract void resizeStorage(int capacity);

    /** Called before {@link #size} goes down to {@code count}. */
    void rewindStorage(int count) {}

    void resetStorage() {}

    @Override
    public boolean hasNull() {
        return nullCount > 0;
    }

    @Override
    public int numNulls() {
        return nullCount;
    }

    @Override
    public boolean isNullAt(int rowId) {
        return nulls[rowId];
    }

    @Override
    public final void close() {}

    @Override
    public final void closeIfFreeable() {}

    @Override
    public void putBoolean(boolean value) {
        throw notTaken("a boolean");
    }

    @Override
    public void putInt(int value) {
        throw notTaken("an int");
    }

    @Override
    public void putLong(long value) {
        throw notTaken("a long");
    }

    @Override
    public void putFloat(float value) {
        throw notTaken("a float");
    }

    @Override
    public void putDouble(double value) {
        throw notTaken("a double");
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        throw notTaken("bytes");
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        throw notTaken("a decimal");
    }

    @Override
    public void putStruct() {
        throw notTaken("a struct");
    }

    @Override
    public void beginCollection() {
        throw notTaken("a collection");
    }

    @Override
    public void endCollection() {
        throw notTaken("the end of a collection");
    }

    @Override
    public ValueVector child(int index) {
        throw notTaken("a nested value");
    }

    @Override
    public boolean getBoolean(int rowId) {
        throw notGiven("booleans");
    }

    @Override
    public byte getByte(int rowId) {
        throw notGiven("bytes");
    }

    @Override
    public short getShort(int rowId) {
        throw notGiven("shorts");
    }

    @Override
    public int getInt(int rowId) {
        throw notGiven("ints");
    }

    @Override
    public long getLong(int rowId) {
        throw notGiven("longs");
    }

    @Override
    public float getFloat(int rowId) {
        throw notGiven("floats");
    }

    @Override
    public double getDouble(int rowId) {
        throw notGiven("doubles");
    }

    @Override
    public @Nullable ColumnarArray getArray(int rowId) {
        throw notGiven("arrays");
    }

    @Override
    public @Nullable ColumnarMap getMap(int rowId) {
        throw notGiven("maps");
    }

    @Override
    public @Nullable Decimal getDecimal(int rowId, int precision, int scale) {
        throw notGiven("decimals");
    }

    @Override
    public @Nullable UTF8String getUTF8String(int rowId) {
        throw notGiven("strings");
    }

    @Override
    public byte @Nullable [] getBinary(int rowId) {
        throw notGiven("binaries");
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        throw notGiven("children");
    }

    private IllegalStateException notTaken(String what) {
        return new IllegalStateException(what + " was put into a column of type " + type.sql());
    }

    private UnsupportedOperationException notGiven(String what) {
        return new UnsupportedOperationException("a column of type " + type.sql() + " gives no " + what);
    }
}
