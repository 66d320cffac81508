package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.DiscardingSink;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.PayloadSide;

/** Decodes whole keys, or values, and keeps nothing of them: what is wrong with them is all that is asked. */
final class PayloadJudge implements BlockDecoder, AutoCloseable {
    private final RecordPayloads payloads;
    private final DiscardingSink sink;

    /**
     * @param payloads closed with this
     * @param sink of the type that these are decoded to
     */
    PayloadJudge(RecordPayloads payloads, DiscardingSink sink) {
        this.payloads = payloads;
        this.sink = sink;
    }

    @Override
    public PayloadSide side() {
        return payloads.side();
    }

    @Override
    public int appendAll(RecordBlock records, int fromRow, int toRow) throws SchemaRegistryException {
        return payloads.decodeAll(records, fromRow, toRow, sink);
    }

    @Override
    public void append(RecordBlock records, int row) throws PayloadException, SchemaException, SchemaRegistryException {
        payloads.decode(records, row, sink);
    }

    @Override
    public void replaceWithNull(int row) {}

    @Override
    public int schemaId(RecordBlock records, int row) {
        return payloads.schemaId(records, row);
    }

    @Override
    public void close() {
        payloads.close();
    }
}
