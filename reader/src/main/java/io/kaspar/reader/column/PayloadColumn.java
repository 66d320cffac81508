package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSide;

/** The decoded keys, or values, of a block's records. */
final class PayloadColumn implements BlockDecoder, AutoCloseable {
    private final RecordPayloads payloads;
    private final ValueVector vector;

    /**
     * @param payloads closed with this
     * @param vector of the type that these are decoded to
     */
    PayloadColumn(RecordPayloads payloads, ValueVector vector) {
        this.payloads = payloads;
        this.vector = vector;
    }

    @Override
    public PayloadSide side() {
        return payloads.side();
    }

    ValueVector vector() {
        return vector;
    }

    @Override
    public int appendAll(RecordBlock records, int fromRow, int toRow) throws SchemaRegistryException {
        vector.reserve(toRow);
        return payloads.decodeAll(records, fromRow, toRow, vector);
    }

    @Override
    public void append(RecordBlock records, int row) throws PayloadException, SchemaException, SchemaRegistryException {
        vector.rewind(row);
        payloads.decode(records, row, vector);
    }

    @Override
    public void replaceWithNull(int row) {
        vector.rewind(row);
        vector.putNull();
    }

    @Override
    public int schemaId(RecordBlock records, int row) {
        return payloads.schemaId(records, row);
    }

    @Override
    public void close() {
        payloads.close();
    }
}
