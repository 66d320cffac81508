package io.kaspar.reader.isolation;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out which transactions were aborted from the log alone, by the headers of its batches and its markers. Has markers and
 * the first batch of each transaction loaded and checked, of others the headers only. Not thread-safe; must be closed.
 */
public final class TransactionFollower implements Closeable {
    private final long endOffset;
    private final Map<Long, Long> undecided = new HashMap<>();
    private final List<AbortedTransaction> aborted = new ArrayList<>();
    private final ControlMarkers markers = new ControlMarkers();

    /** @param endOffset of the records that matter; behind it only markers do */
    public TransactionFollower(long endOffset) {
        this.endOffset = endOffset;
    }

    /** Goes on to the batch that a source has moved to; the batches come in offset order. */
    public void follow(RecordBatchSource source) throws IOException {
        RecordBatchView recordBatch = source.current();
        if (recordBatch.isControl() && recordBatch.hasProducerId()) {
            source.load();
            decide(source.current());
        } else if (recordBatch.baseOffset() < endOffset && begins(recordBatch)) {
            source.load(); // so that no broken header is followed
            undecided.put(source.current().producerId(), source.current().baseOffset());
        }
    }

    private boolean begins(RecordBatchView recordBatch) {
        return recordBatch.isTransactional()
                && recordBatch.hasProducerId()
                && !undecided.containsKey(recordBatch.producerId());
    }

    private void decide(RecordBatchView marker) throws IOException {
        Long firstOffset = undecided.remove(marker.producerId());
        if (firstOffset != null && markers.isAbort(marker)) {
            aborted.add(new AbortedTransaction(
                    marker.producerId(), firstOffset, marker.lastOffset(), AbortedTransaction.UNKNOWN));
        }
    }

    /** Producers whose transactions have no marker yet. */
    public Set<Long> undecided() {
        return Set.copyOf(undecided.keySet());
    }

    /** Whether a transaction has no marker yet. */
    public boolean hasUndecided() {
        return !undecided.isEmpty();
    }

    /** The aborted transactions so far. */
    public List<AbortedTransaction> aborted() {
        return List.copyOf(aborted);
    }

    @Override
    public void close() throws IOException {
        markers.close();
    }
}
