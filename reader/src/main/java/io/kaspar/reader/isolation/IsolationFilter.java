package io.kaspar.reader.isolation;

import io.kaspar.reader.batch.RecordBatchView;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Says which record batches hold rows: no markers, and for readers of committed records nothing aborted.
 *
 * <p>Follows the rule of Kafka's consumer: a producer counts as aborted from the first offset of a listed transaction on until
 * its abort marker; its batches that belong to no transaction are kept. Must be shown every batch, in offset order. Not
 * thread-safe; must be closed.
 */
public final class IsolationFilter implements Closeable {
    private final Isolation isolation;
    private final ControlMarkers markers = new ControlMarkers();
    private final ArrayDeque<AbortedTransaction> pending = new ArrayDeque<>();
    private final Map<Long, Long> lastOffsetByProducer = new HashMap<>();

    public IsolationFilter(Isolation isolation) {
        this.isolation = isolation;
    }

    /**
     * Starts with a new list of aborted transactions, and forgets the one before: once for local files, with every response
     * for fetches.
     *
     * @param aborted in any order; those that began before the first batch have to be in it
     */
    public void begin(List<AbortedTransaction> aborted) {
        pending.clear();
        lastOffsetByProducer.clear();
        aborted.stream()
                .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                .forEach(pending::add);
    }

    /** Whether the batch's records are rows. */
    public boolean accepts(RecordBatchView recordBatch) throws IOException {
        if (isolation == Isolation.READ_UNCOMMITTED || !recordBatch.hasProducerId()) {
            return !recordBatch.isControl();
        }
        activateUpTo(recordBatch.lastOffset());
        if (recordBatch.isControl()) {
            if (markers.isAbort(recordBatch)) {
                lastOffsetByProducer.remove(recordBatch.producerId());
            }
            return false;
        }
        return !(recordBatch.isTransactional() && isAborted(recordBatch));
    }

    /** Whether records of some producer are left out now or later, as far as is known now. */
    public boolean expectsAborted() {
        return !pending.isEmpty() || !lastOffsetByProducer.isEmpty();
    }

    private void activateUpTo(long offset) {
        while (!pending.isEmpty() && pending.getFirst().firstOffset() <= offset) {
            AbortedTransaction aborted = pending.removeFirst();
            lastOffsetByProducer.merge(aborted.producerId(), aborted.lastOffset(), Math::max);
        }
    }

    private boolean isAborted(RecordBatchView recordBatch) {
        Long lastOffset = lastOffsetByProducer.get(recordBatch.producerId());
        // Where the marker's offset is known it ends the transaction, because compaction may have removed the marker.
        return lastOffset != null && recordBatch.baseOffset() <= lastOffset;
    }

    @Override
    public void close() throws IOException {
        markers.close();
    }
}
