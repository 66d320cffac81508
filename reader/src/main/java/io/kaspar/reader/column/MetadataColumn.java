package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.registry.SchemaRegistryException;

/** A column that Kafka's own facts about records go into. */
interface MetadataColumn extends AutoCloseable {

    /**
     * Adds the fact about each record of a block.
     *
     * @throws SchemaRegistryException when the registry has to be asked for it, and cannot be
     */
    void append(RecordBlock records) throws SchemaRegistryException;

    ValueVector vector();

    /** Gives back what it holds beside the vector. */
    @Override
    default void close() {}

    /** Makes it ready for the next block. */
    default void reset() {
        vector().reset();
    }
}
