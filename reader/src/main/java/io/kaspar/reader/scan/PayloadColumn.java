package io.kaspar.reader.scan;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordCursor;
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

    /** Adds a record's; null for a null payload. When this fails, {@link #replaceWithNull} or {@link ValueVector#rewind} has to follow. */
    void append(RecordCursor cursor) throws PayloadException, SchemaException, SchemaRegistryException {
        int length = length(cursor);
        if (length < 0) {
            vector.putNull();
            return;
        }
        findHeader(cursor);
        decoder.decode(cursor.bytes(), position(cursor), length, headerPosition, headerLength, vector);
    }

    /** Puts null in the place of a payload that could not be decoded. */
    void replaceWithNull(int rowCount) {
        vector.rewind(rowCount);
        vector.putNull();
    }

    /** The id in the payload's framing, -1 when it has none. */
    int schemaId(RecordCursor cursor) {
        int length = length(cursor);
        if (length < 0) {
            return -1;
        }
        findHeader(cursor);
        return decoder.schemaId(cursor.bytes(), position(cursor), length, headerPosition, headerLength);
    }

    private int position(RecordCursor cursor) {
        return switch (side) {
            case KEY -> cursor.keyPosition();
            case VALUE -> cursor.valuePosition();
        };
    }

    private int length(RecordCursor cursor) {
        return switch (side) {
            case KEY -> cursor.keyLength();
            case VALUE -> cursor.valueLength();
        };
    }

    /** The last header of the name counts, as in Kafka's own deserializers. */
    private void findHeader(RecordCursor cursor) {
        headerPosition = 0;
        headerLength = FramedPayloadDecoder.NO_HEADER;
        if (cursor.headerCount() == 0) {
            return;
        }
        byte[] bytes = cursor.bytes();
        HeaderCursor headers = cursor.headers();
        while (headers.next()) {
            int keyEnd = headers.keyPosition() + headers.keyLength();
            if (headers.valueLength() >= 0
                    && Arrays.equals(bytes, headers.keyPosition(), keyEnd, headerName, 0, headerName.length)) {
                headerPosition = headers.valuePosition();
                headerLength = headers.valueLength();
            }
        }
    }

    @Override
    public void close() {
        decoder.close();
    }
}
