package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;

/** The same value for every record of a task: filled once, for the largest block there can be. */
record ConstantColumn(ValueVector vector) implements MetadataColumn {

    @Override
    public void append(RecordBlock records) {}

    @Override
    public void reset() {}
}
