package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;

/** A column that Kafka's own facts about records go into. */
interface MetadataColumn {

    /** Adds the fact about each record of a block. */
    void append(RecordBlock records);

    ValueVector vector();

    /** Makes it ready for the next block. */
    default void reset() {
        vector().reset();
    }
}
