package io.kaspar.reader.copy;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.isolation.TransactionFollower;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows transactions through a log by the headers of its batches and its markers, without what a broker keeps beside it.
 *
 * <p>Reads and checks markers, and the first batch of each transaction; of others the headers only.
 */
final class TransactionScan {
    private final CopiedDirectory directory;

    TransactionScan(CopiedDirectory directory) {
        this.directory = directory;
    }

    /** The first offset of the transactions that have no marker in the range, else the range's end. */
    long lastStableOffset(OffsetRange range) throws IOException {
        Map<Long, Long> open = new HashMap<>();
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, range, true)) {
            while (source.next()) {
                RecordBatchView recordBatch = source.current();
                if (isMarker(recordBatch)) {
                    source.load();
                    open.remove(source.current().producerId());
                } else if (begins(recordBatch, open)) {
                    source.load(); // so that no broken header holds back what follows
                    open.put(source.current().producerId(), source.current().baseOffset());
                }
            }
        }
        return open.values().stream().mapToLong(Long::longValue).min().orElse(range.endOffset());
    }

    /**
     * The aborted transactions that have records in a range. Reads on behind it until each transaction there is decided.
     *
     * @param range ends at or before the last stable offset
     */
    List<AbortedTransaction> aborted(OffsetRange range) throws IOException {
        OffsetRange toTheEnd = new OffsetRange(range.startOffset(), Long.MAX_VALUE);
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, toTheEnd, true);
                TransactionFollower transactions = new TransactionFollower(range.endOffset())) {
            while ((source.nextOffset() < range.endOffset() || transactions.hasUndecided()) && source.next()) {
                transactions.follow(source);
            }
            return transactions.aborted();
        }
    }

    private static boolean isMarker(RecordBatchView recordBatch) {
        return recordBatch.isControl() && recordBatch.hasProducerId();
    }

    private static boolean begins(RecordBatchView recordBatch, Map<Long, Long> known) {
        return recordBatch.isTransactional()
                && recordBatch.hasProducerId()
                && !known.containsKey(recordBatch.producerId());
    }
}
