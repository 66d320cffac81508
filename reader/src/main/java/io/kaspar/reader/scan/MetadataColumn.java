package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ValueVector;

/** A column that Kafka's own facts about records go into. */
interface MetadataColumn {

    /** Adds the fact about one record. */
    void append(RecordCursor cursor, RecordBatchView recordBatch);

    ValueVector vector();

    /** Makes it ready for the next block. */
    default void reset() {
        vector().reset();
    }
}
