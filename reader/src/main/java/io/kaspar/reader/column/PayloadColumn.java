package io.kaspar.reader.column;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.resolve.FramedPayloadDecoder;
import io.kaspar.schema.resolve.PayloadSide;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The decoded keys, or values, of a block's records. */
final class PayloadColumn implements AutoCloseable {
    private final PayloadSide side;
    private final FramedPayloadDecoder decoder;
    private final ValueVector vector;
    private final byte[] headerName;
    private final HeaderCursor headers = new HeaderCursor();
    private int headerPosition;
    private int headerLength;

    /** @param vector of the type that the decoder was made for */
    PayloadColumn(PayloadSide side, FramedPayloadDecoder decoder, ValueVector vector) {
        this.side = side;
        this.decoder = decoder;
        this.vector = vector;
        headerName = side.schemaIdHeader().getBytes(StandardCharsets.UTF_8);
    }

    PayloadSide side() {
        return side;
    }

    ValueVector vector() {
        return vector;
    }

    /**
     * Adds a value for each record from one on, null for null payloads, until one cannot be decoded.
     *
     * @return the row of that one, for {@link #append}; the number of rows when there is none
     */
    int appendAll(RecordBlock records, int fromRow) throws SchemaRegistryException {
        int row = fromRow;
        while (row < records.size()) {
            int end = withoutSchemaHeader(records, row);
            int stopped = decoder.decodeAll(records.bytes(), positions(records), lengths(records), row, end, vector);
            if (stopped < end || end == records.size()) {
                return stopped;
            }
            row = end;
            if (!tryAppend(records, row)) {
                return row;
            }
            row++;
        }
        return row;
    }

    private boolean tryAppend(RecordBlock records, int row) throws SchemaRegistryException {
        try {
            append(records, row);
            return true;
        } catch (PayloadException | SchemaException e) {
            return false;
        }
    }

    /** Adds one record's value, in the place of what is there of it. When this fails, {@link #replaceWithNull} has to follow. */
    void append(RecordBlock records, int row) throws PayloadException, SchemaException, SchemaRegistryException {
        vector.rewind(row);
        int length = lengths(records)[row];
        if (length < 0) {
            vector.putNull();
            return;
        }
        findHeader(records, row);
        decoder.decode(records.bytes(), positions(records)[row], length, headerPosition, headerLength, vector);
    }

    /** Puts null in the place of a payload that could not be decoded. */
    void replaceWithNull(int row) {
        vector.rewind(row);
        vector.putNull();
    }

    /** The id in the payload's framing, -1 when it has none. */
    int schemaId(RecordBlock records, int row) {
        int length = lengths(records)[row];
        if (length < 0) {
            return -1;
        }
        findHeader(records, row);
        return decoder.schemaId(records.bytes(), positions(records)[row], length, headerPosition, headerLength);
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

    /** The first row from one on whose record names its schema in a header; the number of rows when none does. */
    private int withoutSchemaHeader(RecordBlock records, int fromRow) {
        if (!records.hasHeaders()) {
            return records.size();
        }
        int row = fromRow;
        while (row < records.size() && !findHeader(records, row)) {
            row++;
        }
        return row;
    }

    /** The last header of the name counts, as in Kafka's own deserializers. */
    private boolean findHeader(RecordBlock records, int row) {
        headerPosition = 0;
        headerLength = FramedPayloadDecoder.NO_HEADER;
        int headerCount = records.headerCounts()[row];
        if (headerCount == 0) {
            return false;
        }
        byte[] bytes = records.bytes();
        headers.open(bytes, records.headersPositions()[row], headerCount);
        while (headers.next()) {
            int keyEnd = headers.keyPosition() + headers.keyLength();
            if (headers.valueLength() >= 0
                    && Arrays.equals(bytes, headers.keyPosition(), keyEnd, headerName, 0, headerName.length)) {
                headerPosition = headers.valuePosition();
                headerLength = headers.valueLength();
            }
        }
        return headerLength != FramedPayloadDecoder.NO_HEADER;
    }

    @Override
    public void close() {
        decoder.close();
    }
}
