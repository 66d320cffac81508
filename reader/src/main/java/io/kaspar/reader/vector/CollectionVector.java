package io.kaspar.reader.vector;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.jspecify.annotations.Nullable;

/** Arrays, with one child, and maps, with one for the keys and one for the values. */
final class CollectionVector extends ValueVector {
    private final List<ValueVector> children;
    private int[] starts;
    private int[] counts;

    CollectionVector(DataType dataType, List<ValueVector> children, int capacity) {
        super(dataType, capacity);
        this.children = List.copyOf(children);
        starts = new int[capacity];
        counts = new int[capacity];
    }

    @Override
    public void beginCollection() {
        int slot = nextSlot();
        starts[slot] = children.get(0).size();
        counts[slot] = 0;
    }

    @Override
    public void endCollection() {
        int slot = size() - 1;
        int count = children.get(0).size() - starts[slot];
        for (ValueVector child : children) {
            if (child.size() - starts[slot] != count) {
                throw new IllegalStateException("a map got a key without a value, or a value without a key");
            }
        }
        counts[slot] = count;
    }

    @Override
    void nullFilled(int slot) {
        starts[slot] = children.get(0).size();
        counts[slot] = 0;
    }

    @Override
    public ValueVector child(int index) {
        return children.get(index);
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return children.get(ordinal);
    }

    @Override
    public @Nullable ColumnarArray getArray(int rowId) {
        return isNullAt(rowId) ? null : new ColumnarArray(children.get(0), starts[rowId], counts[rowId]);
    }

    @Override
    public @Nullable ColumnarMap getMap(int rowId) {
        if (isNullAt(rowId)) {
            return null;
        }
        return new ColumnarMap(children.get(0), children.get(1), starts[rowId], counts[rowId]);
    }

    @Override
    public long count(byte[] value) {
        long count = 0;
        for (ValueVector child : children) {
            count += child.count(value);
        }
        return count;
    }

    @Override
    void resizeStorage(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        counts = Arrays.copyOf(counts, capacity);
    }

    @Override
    void rewindStorage(int count) {
        for (ValueVector child : children) {
            child.rewind(starts[count]);
        }
    }

    @Override
    void resetStorage() {
        for (ValueVector child : children) {
            child.reset();
        }
    }
}
