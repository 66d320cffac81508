package io.kaspar.reader.vector;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.variant.VariantExtraction;
import java.util.Arrays;
import java.util.Objects;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/**
 * Parts of variants as another type. Some are put as values of that type, the others as variants, and these are cast when a row is
 * looked at: a cast may fail the query, which only rows may that the query comes to.
 */
final class VariantPartVector extends ValueVector {
    private static final int NONE = -1;

    private final VariantCast cast;
    private final ValueVector values;

    /** The variant of each row, or {@link #NONE}; only as many as rows were put before the last variant. */
    private int[] variantOfRow;

    private int rowCount;
    private int variantCount;

    /** Where the bytes of each variant end. */
    private int[] ends = new int[0];

    private byte[][] metadata = new byte[0][];
    private byte[] bytes = new byte[0];

    private boolean[] isCast = new boolean[0];
    private @Nullable Object[] results = new Object[0];

    /** @param values of the type, as many as this */
    VariantPartVector(VariantExtraction part, ValueVector values, int capacity) {
        super(part.dataType(), capacity);
        this.cast = VariantCast.of(part);
        this.values = values;
        this.variantOfRow = new int[capacity];
    }

    @Override
    public void putVariant(byte[] value, int length, byte[] names) {
        int slot = nextSlot();
        values.putNull();
        Arrays.fill(variantOfRow, rowCount, slot, NONE);
        variantOfRow[slot] = variantCount;
        rowCount = slot + 1;
        int start = startOf(variantCount);
        if (bytes.length - start < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, start + length));
        }
        System.arraycopy(value, 0, bytes, start, length);
        if (variantCount == ends.length) {
            int room = Math.max(16, 2 * variantCount);
            ends = Arrays.copyOf(ends, room);
            metadata = Arrays.copyOf(metadata, room);
            isCast = Arrays.copyOf(isCast, room);
            results = Arrays.copyOf(results, room);
        }
        metadata[variantCount] = names;
        isCast[variantCount] = false;
        ends[variantCount++] = start + length;
    }

    private int startOf(int variant) {
        return variant == 0 ? 0 : ends[variant - 1];
    }

    private int variant(int rowId) {
        return rowId < rowCount ? variantOfRow[rowId] : NONE;
    }

    /** What Spark makes of a variant; null where it makes null. */
    private @Nullable Object result(int variant) {
        if (!isCast[variant]) {
            results[variant] =
                    cast.apply(Arrays.copyOfRange(bytes, startOf(variant), ends[variant]), metadata[variant]);
            isCast[variant] = true;
        }
        return results[variant];
    }

    private Object notNull(int variant) {
        return Objects.requireNonNull(result(variant));
    }

    @Override
    public boolean isNullAt(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? super.isNullAt(rowId) : result(variant) == null;
    }

    /** Whether there may be one: to know it, all would have to be cast. */
    @Override
    public boolean hasNull() {
        return variantCount > 0 || super.hasNull();
    }

    @Override
    public int numNulls() {
        int count = super.numNulls();
        for (int variant = 0; variant < variantCount; variant++) {
            count += result(variant) == null ? 1 : 0;
        }
        return count;
    }

    @Override
    void nullFilled(int slot) {
        values.putNull();
    }

    @Override
    public void putBoolean(boolean value) {
        nextSlot();
        values.putBoolean(value);
    }

    @Override
    public void putInt(int value) {
        nextSlot();
        values.putInt(value);
    }

    @Override
    public void putLong(long value) {
        nextSlot();
        values.putLong(value);
    }

    @Override
    public void putFloat(float value) {
        nextSlot();
        values.putFloat(value);
    }

    @Override
    public void putDouble(double value) {
        nextSlot();
        values.putDouble(value);
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        nextSlot();
        values.putBytes(source, position, length);
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        values.putUnscaled(source, position, length);
        nextSlot();
    }

    @Override
    public boolean getBoolean(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getBoolean(rowId) : (Boolean) notNull(variant);
    }

    @Override
    public byte getByte(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getByte(rowId) : (Byte) notNull(variant);
    }

    @Override
    public short getShort(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getShort(rowId) : (Short) notNull(variant);
    }

    @Override
    public int getInt(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getInt(rowId) : (Integer) notNull(variant);
    }

    @Override
    public long getLong(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getLong(rowId) : (Long) notNull(variant);
    }

    @Override
    public float getFloat(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getFloat(rowId) : (Float) notNull(variant);
    }

    @Override
    public double getDouble(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getDouble(rowId) : (Double) notNull(variant);
    }

    @Override
    public @Nullable Decimal getDecimal(int rowId, int precision, int scale) {
        int variant = variant(rowId);
        return variant == NONE ? values.getDecimal(rowId, precision, scale) : (Decimal) result(variant);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getUTF8String(rowId) : (UTF8String) result(variant);
    }

    @Override
    public byte @Nullable [] getBinary(int rowId) {
        int variant = variant(rowId);
        return variant == NONE ? values.getBinary(rowId) : (byte[]) result(variant);
    }

    @Override
    void reserveInChildren(int count) {
        values.reserve(count);
    }

    @Override
    void resizeStorage(int capacity) {
        variantOfRow = Arrays.copyOf(variantOfRow, capacity);
    }

    @Override
    void rewindStorage(int count) {
        values.rewind(count);
        for (int row = rowCount - 1; row >= count; row--) {
            variantCount = variantOfRow[row] == NONE ? variantCount : variantOfRow[row];
        }
        rowCount = Math.min(rowCount, count);
    }

    @Override
    void resetStorage() {
        values.reset();
        Arrays.fill(results, 0, variantCount, null);
        variantCount = 0;
        rowCount = 0;
    }
}
