package io.kaspar.reader.vector;

import io.kaspar.schema.format.PayloadException;
import java.math.BigInteger;
import java.util.Arrays;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/** Decimals of at most 18 digits: the unscaled value in a long. */
final class LongDecimalVector extends ValueVector {
    private final int precision;
    private final long limit;
    private long[] values;

    LongDecimalVector(DecimalType dataType, int capacity) {
        super(dataType, capacity);
        precision = dataType.precision();
        limit = BigInteger.TEN.pow(precision).longValueExact();
        values = new long[capacity];
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        int padding = Unscaled.paddingLength(source, position, length);
        if (length - padding > Long.BYTES) {
            throw Unscaled.tooLarge(precision);
        }
        long value = Unscaled.longValue(source, position + padding, length - padding);
        if (value >= limit || value <= -limit) {
            throw Unscaled.tooLarge(precision);
        }
        int slot = nextSlot();
        values[slot] = value;
    }

    @Override
    public @Nullable Decimal getDecimal(int rowId, int precision, int scale) {
        return isNullAt(rowId) ? null : Decimal.createUnsafe(values[rowId], precision, scale);
    }

    @Override
    void resizeStorage(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }
}
