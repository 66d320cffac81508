package io.kaspar.reader.column;

import io.kaspar.reader.record.HeaderCursor;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;

/** Headers as an array of key and value. */
final class HeadersColumn implements MetadataColumn {
    private final ValueVector vector;
    private final boolean isNullForNone;
    private final HeaderCursor header = new HeaderCursor();

    /** @param isNullForNone whether a record without headers has null, and no empty array */
    HeadersColumn(ValueVector vector, boolean isNullForNone) {
        this.vector = vector;
        this.isNullForNone = isNullForNone;
    }

    @Override
    public ValueVector vector() {
        return vector;
    }

    @Override
    public void append(RecordBlock records) {
        byte[] bytes = records.bytes();
        for (int row = 0; row < records.size(); row++) {
            int count = records.headerCounts()[row];
            if (count == 0 && isNullForNone) {
                vector.putNull();
            } else {
                header.open(bytes, records.headersPositions()[row], count);
                vector.beginCollection();
                appendHeaders(bytes);
                vector.endCollection();
            }
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
