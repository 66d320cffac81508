package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.vector.ValueVector;

/** Headers as an array of key and value; empty for a record without headers. */
record HeadersColumn(ValueVector vector) implements MetadataColumn {

    @Override
    public void append(RecordCursor cursor, RecordBatchView recordBatch) {
        vector.beginCollection();
        if (cursor.headerCount() > 0) {
            appendHeaders(cursor);
        }
        vector.endCollection();
    }

    private void appendHeaders(RecordCursor cursor) {
        byte[] bytes = cursor.bytes();
        ValueVector headers = vector.child(0);
        HeaderCursor header = cursor.headers();
        while (header.next()) {
            headers.putStruct();
            headers.child(0).putBytes(bytes, header.keyPosition(), header.keyLength());
            if (header.valueLength() < 0) {
                headers.child(1).putNull();
            } else {
                headers.child(1).putBytes(bytes, header.valuePosition(), header.valueLength());
            }
        }
    }
}
