package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.FramedPayloadDecoder;
import io.kaspar.schema.resolve.PayloadSide;

/** Finds the keys, or values, of a block's records, with the headers that name their schemas, and decodes them. */
final class RecordPayloads implements AutoCloseable {
    private final PayloadSide side;
    private final FramedPayloadDecoder decoder;
    private final SchemaHeaderFinder headers;

    /** @param decoder closed with this */
    RecordPayloads(PayloadSide side, FramedPayloadDecoder decoder) {
        this.side = side;
        this.decoder = decoder;
        this.headers = new SchemaHeaderFinder(side);
    }

    PayloadSide side() {
        return side;
    }

    /**
     * Puts a value for each record of some rows, null for null payloads, until one cannot be decoded.
     *
     * @return the row of that one, of which {@code sink} may hold a part; {@code toRow} when there is none
     */
    int decodeAll(RecordBlock records, int fromRow, int toRow, ValueSink sink) throws SchemaRegistryException {
        int row = fromRow;
        while (row < toRow) {
            int end = withoutSchemaHeader(records, row, toRow);
            int stopped = decoder.decodeAll(records.bytes(), positions(records), lengths(records), row, end, sink);
            if (stopped < end || end == toRow) {
                return stopped;
            }
            row = end;
            if (!tryDecode(records, row, sink)) {
                return row;
            }
            row++;
        }
        return row;
    }

    private boolean tryDecode(RecordBlock records, int row, ValueSink sink) throws SchemaRegistryException {
        try {
            decode(records, row, sink);
            return true;
        } catch (PayloadException | SchemaException e) {
            return false;
        }
    }

    /** Puts one record's value; a part of it when this fails. */
    void decode(RecordBlock records, int row, ValueSink sink)
            throws PayloadException, SchemaException, SchemaRegistryException {
        int length = lengths(records)[row];
        if (length < 0) {
            sink.putNull();
            return;
        }
        decoder.decode(records.bytes(), positions(records)[row], length, headers.find(records, row), sink);
    }

    /** The id in the payload's framing, -1 when it has none. */
    int schemaId(RecordBlock records, int row) {
        int length = lengths(records)[row];
        if (length < 0) {
            return -1;
        }
        return decoder.schemaId(records.bytes(), positions(records)[row], length, headers.find(records, row));
    }

    private int[] positions(RecordBlock records) {
        return switch (side) {
            case KEY -> records.keyPositions();
            case VALUE -> records.valuePositions();
        };
    }

    private int[] lengths(RecordBlock records) {
        return switch (side) {
            case KEY -> records.keyLengths();
            case VALUE -> records.valueLengths();
        };
    }

    /** The first row from one on whose record's headers tell something; {@code toRow} when there is none. */
    private int withoutSchemaHeader(RecordBlock records, int fromRow, int toRow) {
        if (!records.hasHeaders()) {
            return toRow;
        }
        int row = fromRow;
        while (row < toRow && headers.find(records, row).isEmpty()) {
            row++;
        }
        return row;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
