package io.kaspar.reader.segment;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.isolation.ControlMarkers;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Follows transactions through a log by the headers of its batches and its markers, without what a broker keeps beside it.
 *
 * <p>Reads and checks markers, and the first batch of each transaction; of others the headers only.
 */
final class TransactionScan {
    private final PartitionDirectory directory;

    TransactionScan(PartitionDirectory directory) {
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
        Map<Long, Long> undecided = new HashMap<>();
        List<AbortedTransaction> aborted = new ArrayList<>();
        OffsetRange toTheEnd = new OffsetRange(range.startOffset(), Long.MAX_VALUE);
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, toTheEnd, true);
                ControlMarkers markers = new ControlMarkers()) {
            while ((source.nextOffset() < range.endOffset() || !undecided.isEmpty()) && source.next()) {
                RecordBatchView recordBatch = source.current();
                if (isMarker(recordBatch)) {
                    source.load();
                    decide(source.current(), markers, undecided, aborted);
                } else if (recordBatch.baseOffset() < range.endOffset() && begins(recordBatch, undecided)) {
                    source.load();
                    undecided.put(
                            source.current().producerId(), source.current().baseOffset());
                }
            }
        }
        return aborted;
    }

    private static void decide(
            RecordBatchView marker, ControlMarkers markers, Map<Long, Long> undecided, List<AbortedTransaction> aborted)
            throws IOException {
        Long firstOffset = undecided.remove(marker.producerId());
        if (firstOffset != null && markers.isAbort(marker)) {
            aborted.add(new AbortedTransaction(
                    marker.producerId(), firstOffset, marker.lastOffset(), AbortedTransaction.UNKNOWN));
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
