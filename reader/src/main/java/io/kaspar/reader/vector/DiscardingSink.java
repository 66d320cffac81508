package io.kaspar.reader.vector;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Takes the values that a vector of the same type takes, refuses those that it refuses, and keeps none. */
public final class DiscardingSink implements ValueSink {
    private final DataType dataType;
    private final @Nullable DiscardingSink[] children;

    /** A sink for values of a type, with sinks of nested types made when they are asked for. */
    public DiscardingSink(DataType dataType) {
        this.dataType = dataType;
        children = new @Nullable DiscardingSink[childCount(dataType)];
    }

    private static int childCount(DataType dataType) {
        if (dataType instanceof StructType struct) {
            return struct.length();
        }
        if (dataType instanceof MapType) {
            return 2;
        }
        return dataType instanceof ArrayType ? 1 : 0;
    }

    @Override
    public DiscardingSink child(int index) {
        DiscardingSink child = children[index];
        if (child == null) {
            child = new DiscardingSink(childType(index));
            children[index] = child;
        }
        return child;
    }

    private DataType childType(int index) {
        if (dataType instanceof StructType struct) {
            return struct.fields()[index].dataType();
        }
        if (dataType instanceof MapType map) {
            return index == 0 ? map.keyType() : map.valueType();
        }
        return dataType instanceof ArrayType array ? array.elementType() : new NullType();
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        if (dataType instanceof DecimalType decimal) {
            Unscaled.requireWithin(source, position, length, decimal.precision());
        }
    }

    @Override
    public void putNull() {}

    @Override
    public void putBoolean(boolean value) {}

    @Override
    public void putInt(int value) {}

    @Override
    public void putLong(long value) {}

    @Override
    public void putFloat(float value) {}

    @Override
    public void putDouble(double value) {}

    @Override
    public void putBytes(byte[] source, int position, int length) {}

    @Override
    public void putSymbol(byte[] @Nullable [] symbols, int index) {}

    @Override
    public void putStruct() {}

    @Override
    public void putVariant(byte[] value, int length, byte[] metadata) {}

    @Override
    public void beginCollection() {}

    @Override
    public void endCollection() {}
}
