package io.kaspar.reader.column;

import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.vector.ValueVector;

/** The types that records' headers name, for values whose schema names none. */
record HeaderTypeColumn(ValueVector vector, HeaderTypes types) implements MetadataColumn {
    HeaderTypeColumn(ValueVector vector) {
        this(vector, new HeaderTypes());
    }

    @Override
    public void append(RecordBlock records) {
        vector.reserve(records.size());
        for (int row = 0; row < records.size(); row++) {
            types.put(records, row, vector);
        }
    }
}
