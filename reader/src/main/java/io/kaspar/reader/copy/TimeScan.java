package io.kaspar.reader.copy;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Finds records by time: reads all from the range's beginning. What a header says of producers' times is not believed, as not
 * all who write batches set it; of the broker's time it is the records' own.
 */
final class TimeScan {
    private final CopiedDirectory directory;

    TimeScan(CopiedDirectory directory) {
        this.directory = directory;
    }

    /** The offset of the first record in a range of this time or later. */
    OptionalLong first(long timestampMs, OffsetRange range) throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, range, true);
                RecordCursor cursor = new RecordCursor(buffer)) {
            while (source.next()) {
                source.load();
                if (isEarlier(source.current(), timestampMs)) {
                    continue;
                }
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

    private static boolean isEarlier(RecordBatchView recordBatch, long timestampMs) {
        return recordBatch.timestampType() == TimestampType.LOG_APPEND_TIME && recordBatch.maxTimestamp() < timestampMs;
    }
}
