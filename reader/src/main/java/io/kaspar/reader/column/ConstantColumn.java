package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import java.util.function.Consumer;

/**
 * The same value for every record of a task. Never reset: it is as long as the largest block so far.
 *
 * @param value puts it once
 */
record ConstantColumn(ValueVector vector, Consumer<ValueVector> value) implements MetadataColumn {

    @Override
    public void append(RecordBlock records) {
        for (int row = vector.size(); row < records.size(); row++) {
            value.accept(vector);
        }
    }

    @Override
    public void reset() {}
}
