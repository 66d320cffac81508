package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSide;

/** Decodes the keys, or the values, of a block's records, a value for each row. */
interface BlockDecoder {
    PayloadSide side();

    /**
     * Adds a value for each record from one on, null for null payloads, until one cannot be decoded.
     *
     * @param toRow the first row that is not decoded any more
     * @return the row of the one that cannot, for {@link #append}; {@code toRow} when there is none
     */
    int appendAll(RecordBlock records, int fromRow, int toRow) throws SchemaRegistryException;

    /** Adds one record's value, replacing a partly written one. When this fails, {@link #replaceWithNull} has to follow. */
    void append(RecordBlock records, int row) throws PayloadException, SchemaException, SchemaRegistryException;

    /** Puts null in the place of a payload that could not be decoded. */
    void replaceWithNull(int row);

    /** The id in the payload's framing, -1 when it has none. */
    int schemaId(RecordBlock records, int row);
}
