package io.kaspar.reader.column;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;

/** Headers as an array of key and value; empty for a record without headers. */
final class HeadersColumn implements MetadataColumn {
    private final ValueVector vector;
    private final HeaderCursor header = new HeaderCursor();

    HeadersColumn(ValueVector vector) {
        this.vector = vector;
    }

    @Override
    public ValueVector vector() {
        return vector;
    }

    @Override
    public void append(RecordBlock records) {
        byte[] bytes = records.bytes();
        for (int row = 0; row < records.size(); row++) {
            header.open(bytes, records.headersPositions()[row], records.headerCounts()[row]);
            vector.beginCollection();
            appendHeaders(bytes);
            vector.endCollection();
        }
    }

    private void appendHeaders(byte[] bytes) {
        ValueVector headers = vector.child(0);
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
