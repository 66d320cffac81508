package io.kaspar.reader.segment;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.IOException;
import java.util.OptionalLong;

/** Finds records by time: passes over batches by their headers, and reads the records of those that may hold one. */
final class TimeScan {
    private final PartitionDirectory directory;

    TimeScan(PartitionDirectory directory) {
        this.directory = directory;
    }

    /** The offset of the first record in a range of this time or later. */
    OptionalLong first(long timestampMs, OffsetRange range) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, range, true);
                RecordCursor cursor = new RecordCursor(buffer)) {
            while (source.next()) {
                if (source.current().maxTimestamp() < timestampMs) {
                    continue;
                }
                source.load();
                cursor.open(source.current());
                while (cursor.next()) {
                    if (cursor.timestamp() >= timestampMs
                            && cursor.offset() >= range.startOffset()
                            && cursor.offset() < range.endOffset()) {
                        return OptionalLong.of(cursor.offset());
                    }
                    buffer.reset();
                }
            }
        }
        return OptionalLong.empty();
    }
}
