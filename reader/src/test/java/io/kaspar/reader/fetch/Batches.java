package io.kaspar.reader.fetch;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads what a source gives. */
final class Batches {
    private Batches() {}

    /** Offsets of the records that a reader may see. */
    static List<Long> offsets(RecordBatchSource source, IsolationFilter filter) throws IOException {
        List<Long> offsets = new ArrayList<>();
        RecordBuffer buffer = new RecordBuffer();
        try (RecordCursor cursor = new RecordCursor(buffer)) {
            while (source.next()) {
                source.load();
                buffer.reset();
                if (filter.accepts(source.current())) {
                    cursor.open(source.current());
                    while (cursor.next()) {
                        offsets.add(cursor.offset());
                    }
                }
            }
        }
        return offsets;
    }
}
