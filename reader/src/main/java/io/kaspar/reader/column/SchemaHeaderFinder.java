package io.kaspar.reader.column;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.schema.resolve.PayloadSide;
import io.kaspar.schema.wire.SchemaHeaders;

/** Finds the headers of records that tell how keys, or values, are to be read. Reused; not thread-safe. */
final class SchemaHeaderFinder {
    private final HeaderCursor cursor = new HeaderCursor();
    private final SchemaHeaders headers;

    SchemaHeaderFinder(PayloadSide side) {
        headers = new SchemaHeaders(side == PayloadSide.KEY);
    }

    /** Those of a record, until the next one is asked for. */
    SchemaHeaders find(RecordBlock records, int row) {
        headers.clear();
        int headerCount = records.headerCounts()[row];
        if (headerCount == 0) {
            return headers;
        }
        byte[] bytes = records.bytes();
        cursor.open(bytes, records.headersPositions()[row], headerCount);
        while (cursor.next()) {
            headers.take(bytes, cursor.keyPosition(), cursor.keyLength(), cursor.valuePosition(), cursor.valueLength());
        }
        return headers;
    }
}
