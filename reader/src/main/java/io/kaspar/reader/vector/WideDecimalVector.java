package io.kaspar.reader.vector;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.format.PayloadException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.DecimalType;
import org.jspecify.annotations.Nullable;

/** Decimals of 19 to 38 digits: the bytes of the unscaled value. */
final class WideDecimalVector extends ValueVector {
    private final int precision;
    private final BigInteger limit;
    /** Values of no more bytes than this are within the precision whatever they are. */
    private final int safeLength;

    private final ByteSlices slices;

    WideDecimalVector(DecimalType dataType, RecordBuffer records, int capacity) {
        super(dataType, capacity);
        precision = dataType.precision();
        limit = BigInteger.TEN.pow(precision);
        safeLength = limit.bitLength() / Byte.SIZE;
        slices = new ByteSlices(records, capacity);
    }

    @Override
    public void putUnscaled(byte[] source, int position, int length) throws PayloadException {
        int padding = Unscaled.paddingLength(source, position, length);
        int valueLength = length - padding;
        if (valueLength > safeLength && !isWithin(source, position + padding, valueLength)) {
            throw Unscaled.tooLarge(precision);
        }
        slices.set(nextSlot(), source, position + padding, valueLength);
    }

    private boolean isWithin(byte[] source, int position, int length) {
        return length <= safeLength + 1
                && new BigInteger(source, position, length).abs().compareTo(limit) < 0;
    }

    @Override
    public @Nullable Decimal getDecimal(int rowId, int precision, int scale) {
        if (isNullAt(rowId)) {
            return null;
        }
        BigInteger unscaled = new BigInteger(slices.bytes(rowId), slices.position(rowId), slices.length(rowId));
        return Decimal.apply(new BigDecimal(unscaled, scale), precision, scale);
    }

    @Override
    void resizeStorage(int capacity) {
        slices.resize(capacity);
    }

    @Override
    void resetStorage() {
        slices.reset();
    }
}
