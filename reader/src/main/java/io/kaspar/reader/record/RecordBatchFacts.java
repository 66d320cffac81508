package io.kaspar.reader.record;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.bytes.CorruptSegmentException;

/** What records need to know of their batch, kept apart from the view, which may move on. */
record RecordBatchFacts(
        String source,
        long sourcePosition,
        long baseOffset,
        int lastOffsetDelta,
        int recordCount,
        TimestampType timestampType,
        long baseTimestamp,
        long maxTimestamp,
        int leaderEpoch) {
    static final RecordBatchFacts NONE = new RecordBatchFacts("", 0, 0, 0, 0, TimestampType.CREATE_TIME, 0, 0, 0);

    static RecordBatchFacts of(RecordBatchView recordBatch) {
        return new RecordBatchFacts(
                recordBatch.source(),
                recordBatch.sourcePosition(),
                recordBatch.baseOffset(),
                Math.toIntExact(recordBatch.lastOffset() - recordBatch.baseOffset()),
                recordBatch.recordCount(),
                recordBatch.timestampType(),
                recordBatch.baseTimestamp(),
                recordBatch.maxTimestamp(),
                recordBatch.leaderEpoch());
    }

    long timestampOf(long timestampDelta) {
        return timestampType == TimestampType.LOG_APPEND_TIME ? maxTimestamp : baseTimestamp + timestampDelta;
    }

    CorruptSegmentException corrupt(String problem) {
        return new CorruptSegmentException(
                source, sourcePosition, "record batch at offset " + baseOffset + ": " + problem);
    }
}
