package io.kaspar.reader.vector;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.schema.line.SinceSpark;
import java.util.Arrays;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.unsafe.types.BinaryView;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;

/** Strings and binaries: views of the task's records, and of copies for what comes from elsewhere. */
final class BytesVector extends ValueVector {
    private final ByteSlices slices;
    /** Null until one is asked for. */
    private @Nullable ShortTexts shortTexts;

    BytesVector(DataType dataType, RecordBuffer records, int capacity) {
        super(dataType, capacity);
        slices = new ByteSlices(records, capacity);
    }

    @Override
    public void putBytes(byte[] source, int position, int length) {
        slices.set(nextSlot(), source, position, length);
    }

    @Override
    public void putSymbol(byte[] @Nullable [] symbols, int index) {
        slices.setSymbol(nextSlot(), symbols, index);
    }

    @Override
    public @Nullable UTF8String getUTF8String(int rowId) {
        if (isNullAt(rowId)) {
            return null;
        }
        ShortTexts texts = shortTexts;
        if (texts == null) {
            texts = new ShortTexts();
            shortTexts = texts;
        }
        return texts.of(slices.bytes(rowId), slices.position(rowId), slices.length(rowId));
    }

    @Override
    public byte @Nullable [] getBinary(int rowId) {
        if (isNullAt(rowId)) {
            return null;
        }
        int position = slices.position(rowId);
        return Arrays.copyOfRange(slices.bytes(rowId), position, position + slices.length(rowId));
    }

    @Override
    @SinceSpark("4.2")
    public @Nullable BinaryView getBinaryView(int rowId) {
        if (isNullAt(rowId)) {
            return null;
        }
        return BinaryView.fromBytes(slices.bytes(rowId), slices.position(rowId), slices.length(rowId));
    }

    @Override
    public long count(byte[] value) {
        long count = 0;
        for (int slot = 0; slot < size(); slot++) {
            if (slices.length(slot) == value.length && !isNullAt(slot) && is(slot, value)) {
                count++;
            }
        }
        return count;
    }

    private boolean is(int slot, byte[] value) {
        int position = slices.position(slot);
        return Arrays.equals(slices.bytes(slot), position, position + value.length, value, 0, value.length);
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
