package io.kaspar.reader.vector;

import org.apache.spark.sql.types.DataType;

/** Nothing but nulls. */
final class VoidVector extends ValueVector {

    VoidVector(DataType dataType, int capacity) {
        super(dataType, capacity);
    }

    @Override
    void resizeStorage(int capacity) {}
}
