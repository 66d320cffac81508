package io.kaspar.reader.vector;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarMap;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * A column that is filled for a block of rows when one of them is first looked at, for scans that have to give more columns than
 * anybody may want. Not thread-safe.
 */
public final class DeferredVector extends ColumnVector {
    private @Nullable Filling filling;
    private @Nullable ColumnVector filled;

    /** Puts the values of a block's rows into a vector. */
    @FunctionalInterface
    public interface Filling {
        /** The vector that has them. */
        ColumnVector fill() throws IOException;
    }

    public DeferredVector(DataType dataType) {
        super(dataType);
    }

    /** What has to be done before a row of the next block is looked at. */
    public void fillLater(Filling next) {
        filling = next;
        filled = null;
    }

    private ColumnVector filled() {
        ColumnVector known = filled;
        return known == null ? fill() : known;
    }

    private ColumnVector fill() {
        try {
            ColumnVector now =
                    Objects.requireNonNull(filling, "no block was given yet").fill();
            filled = now;
            return now;
        } catch (IOException e) { // Spark's vectors have no checked exceptions
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {}

    @Override
    public void closeIfFreeable() {}

    @Override
    public boolean hasNull() {
        return filled().hasNull();
    }

    @Override
    public int numNulls() {
        return filled().numNulls();
    }

    @Override
    public boolean isNullAt(int rowId) {
        return filled().isNullAt(rowId);
    }

    @Override
    public boolean getBoolean(int rowId) {
        return filled().getBoolean(rowId);
    }

    @Override
    public byte getByte(int rowId) {
        return filled().getByte(rowId);
    }

    @Override
    public short getShort(int rowId) {
        return filled().getShort(rowId);
    }

    @Override
    public int getInt(int rowId) {
        return filled().getInt(rowId);
    }

    @Override
    public long getLong(int rowId) {
        return filled().getLong(rowId);
    }

    @Override
    public float getFloat(int rowId) {
        return filled().getFloat(rowId);
    }

    @Override
    public double getDouble(int rowId) {
        return filled().getDouble(rowId);
    }

    @Override
    public @Nullable ColumnarArray getArray(int rowId) {
        return filled().getArray(rowId);
    }

    @Override
    public @Nullable ColumnarMap getMap(int rowId) {
        return filled().getMap(rowId);
    }

    @Override
    public @Nullable Decimal getDecimal(int rowId, int precision, int scale) {
        return filled().getDecimal(rowId, precision, scale);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int rowId) {
        return filled().getUTF8String(rowId);
    }

    @Override
    public byte @Nullable [] getBinary(int rowId) {
        return filled().getBinary(rowId);
    }

    @Override
    public ColumnVector getChild(int ordinal) {
        return filled().getChild(ordinal);
    }
}
