package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ValueVector;

/** The same value for every record of a task: filled once, for the largest block there can be. */
record ConstantColumn(ValueVector vector) implements MetadataColumn {

    @Override
    public void append(RecordCursor cursor, RecordBatchView recordBatch) {}

    @Override
    public void reset() {}
}
