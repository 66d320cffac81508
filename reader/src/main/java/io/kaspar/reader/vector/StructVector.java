package io.kaspar.reader.vector;

import java.util.List;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.vectorized.ColumnVector;

/**
 * Structs: a child per field, each as long as the struct's column itself. Variants too, whose children are their value and their
 * metadata, as Spark's own {@code getVariant} reads them.
 */
final class StructVector extends ValueVector {
    private final List<ValueVector> children;

    StructVector(DataType dataType, List<ValueVector> children, int capacity) {
        super(dataType, capacity);
        this.children = List.copyOf(children);
    }

    @Override
    public void putStruct() {
        nextSlot();
    }

    @Override
    public void putVariant(byte[] value, int length, byte[] metadata) {
        nextSlot();
        children.get(0).putBytes(value, 0, length);
        children.get(1).putBytes(metadata, 0, metadata.length);
    }

    @Override
    void reserveInChildren(int count) {
        for (ValueVector child : children) {
            child.reserve(count);
        }
    }

    @Override
    void nullFilled(int slot) {
        for (ValueVector child : children) {
            child.putNull();
        }
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
    public long count(byte[] value) {
        long count = 0;
        for (ValueVector child : children) {
            count += child.count(value);
        }
        return count;
    }

    @Override
    void resizeStorage(int capacity) {}

    @Override
    void rewindStorage(int count) {
        for (ValueVector child : children) {
            child.rewind(count);
        }
    }

    @Override
    void resetStorage() {
        for (ValueVector child : children) {
            child.reset();
        }
    }
}
