package io.kaspar.reader.isolation;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.log.Isolation;
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
 * its abort marker; its batches that belong to no transaction are kept. Must be shown every batch, in offset order. Beyond
 * that rule it compares what was listed with each marker that it meets. Not thread-safe; must be closed.
 */
public final class IsolationFilter implements Closeable {
    private final Isolation isolation;
    private final ControlMarkers markers = new ControlMarkers();
    private final ArrayDeque<AbortedTransaction> pending = new ArrayDeque<>();
    private final Map<Long, Long> lastOffsetByProducer = new HashMap<>();
    /** Producers of which records were accepted that no marker has followed yet, with the offset of the first batch. */
    private final Map<Long, Long> undecided = new HashMap<>();
    /** Producers of which records were left out, with the offset where the abort marker has to be. */
    private final Map<Long, Long> unconfirmed = new HashMap<>();
    /** Producers of which records were left out, with the offset of the first batch. */
    private final Map<Long, Long> leftOut = new HashMap<>();

    private boolean isTold;

    public IsolationFilter(Isolation isolation) {
        this.isolation = isolation;
    }

    /**
     * Starts with a new list of aborted transactions, and forgets the one before: once for local files, with every response
     * for fetches.
     *
     * @param aborted in any order; those that began before the first batch have to be in it
     * @param fromOffset from which on batches are shown
     * @throws TransactionMismatchException when one was aborted of which records were accepted before
     */
    public void begin(List<AbortedTransaction> aborted, long fromOffset) throws TransactionMismatchException {
        for (AbortedTransaction transaction : aborted) {
            boolean isUnderWay = transaction.firstOffset() < fromOffset && transaction.lastOffset() >= fromOffset;
            Long accepted = undecided.get(transaction.producerId());
            if (isUnderWay && accepted != null) {
                throw new TransactionMismatchException(
                        "another replica",
                        transaction.firstOffset(),
                        transaction.producerId(),
                        "was aborted that began",
                        accepted);
            }
        }
        isTold = true;
        pending.clear();
        lastOffsetByProducer.clear();
        aborted.stream()
                .sorted(Comparator.comparingLong(AbortedTransaction::firstOffset))
                .forEach(pending::add);
    }

    /**
     * Whether the batch's records are rows.
     *
     * @throws TransactionMismatchException when the batch is a marker that contradicts what was accepted or left out before
     */
    public boolean accepts(RecordBatchView recordBatch) throws IOException {
        boolean mayBeOfTransaction = isolation == Isolation.READ_COMMITTED && recordBatch.hasProducerId();
        boolean isLeftOut = recordBatch.isControl();
        if (mayBeOfTransaction) {
            activateUpTo(recordBatch.lastOffset());
            if (recordBatch.isControl()) {
                decide(recordBatch, true);
            } else if (recordBatch.isTransactional()) {
                isLeftOut = leavesOut(recordBatch);
            }
        }
        checkMarkerPlaces(recordBatch);
        return !isLeftOut;
    }

    /**
     * Takes notice of a batch that lies behind those that are given to {@link #accepts} next. It decides what is undecided, and changes
     * nothing of what is known of transactions that are under way or begin in between: records of theirs may still come.
     *
     * @throws TransactionMismatchException when the batch contradicts what was accepted or left out before
     */
    public void lookAhead(RecordBatchView recordBatch) throws IOException {
        if (isolation == Isolation.READ_COMMITTED && recordBatch.hasProducerId() && recordBatch.isControl()) {
            decide(recordBatch, false);
        }
        checkMarkerPlaces(recordBatch);
    }

    private boolean leavesOut(RecordBatchView recordBatch) {
        long producerId = recordBatch.producerId();
        Long lastOffset = lastOffsetByProducer.get(producerId);
        // Where the marker's offset is known it ends the transaction, because compaction may have removed the marker.
        if (lastOffset == null || recordBatch.baseOffset() > lastOffset) {
            undecided.putIfAbsent(producerId, recordBatch.baseOffset());
            leftOut.remove(producerId);
            return false;
        }
        leftOut.putIfAbsent(producerId, recordBatch.baseOffset());
        if (lastOffset != AbortedTransaction.UNKNOWN && recordBatch.recordCount() > 0) {
            unconfirmed.put(producerId, lastOffset);
        }
        return true;
    }

    /** Makes sure that the batch does not lie where an abort marker has to be: what was left out was not aborted there then. */
    private void checkMarkerPlaces(RecordBatchView recordBatch) throws TransactionMismatchException {
        if (unconfirmed.isEmpty()) {
            return;
        }
        for (Map.Entry<Long, Long> marker : unconfirmed.entrySet()) {
            long offset = marker.getValue();
            if (recordBatch.baseOffset() <= offset && offset <= recordBatch.lastOffset()) {
                throw new TransactionMismatchException(
                        recordBatch.source(),
                        offset,
                        marker.getKey(),
                        "was not aborted",
                        firstLeftOut(marker.getKey()));
            }
        }
        // A hole where the marker was is compaction's.
        unconfirmed.values().removeIf(offset -> offset < recordBatch.baseOffset());
    }

    /** @param isPassed whether all that comes lies behind it */
    private void decide(RecordBatchView controlBatch, boolean isPassed) throws IOException {
        long producerId = controlBatch.producerId();
        ControlMarkers.Marker marker = markers.read(controlBatch);
        if (marker == ControlMarkers.Marker.NOTHING) {
            return;
        }
        Long accepted = undecided.remove(producerId);
        if (marker == ControlMarkers.Marker.ABORTED) {
            unconfirmed.remove(producerId);
            if (isPassed) {
                lastOffsetByProducer.remove(producerId);
                leftOut.remove(producerId);
            }
            if (accepted != null) {
                throw mismatch(controlBatch, "was aborted", accepted);
            }
        } else if (isKnownAborted(controlBatch)) {
            throw mismatch(controlBatch, "was committed", firstLeftOut(producerId));
        }
    }

    private static TransactionMismatchException mismatch(
            RecordBatchView controlBatch, String problem, long firstOffset) {
        return new TransactionMismatchException(
                controlBatch.source(), controlBatch.baseOffset(), controlBatch.producerId(), problem, firstOffset);
    }

    private long firstLeftOut(long producerId) {
        return leftOut.getOrDefault(producerId, 0L);
    }

    /** Where the end of an aborted transaction is not told, compaction may have removed its marker. */
    private boolean isKnownAborted(RecordBatchView controlBatch) {
        Long lastOffset = lastOffsetByProducer.get(controlBatch.producerId());
        return lastOffset != null
                && lastOffset != AbortedTransaction.UNKNOWN
                && controlBatch.baseOffset() <= lastOffset;
    }

    /**
     * Takes what is undecided for committed, unless another list says that it was aborted, which has to say so of what was
     * left out.
     *
     * @param listed has been told what a broker says of the end of the range
     * @param endOffset of the range
     */
    public void decideBy(IsolationFilter listed, long endOffset) throws TransactionMismatchException {
        for (AbortedTransaction transaction : listed.pending) {
            Long accepted = undecided.get(transaction.producerId());
            if (transaction.firstOffset() < endOffset && accepted != null) {
                throw new TransactionMismatchException(
                        "a replica that is behind its leader",
                        transaction.firstOffset(),
                        transaction.producerId(),
                        "was aborted that began",
                        accepted);
            }
        }
        for (Map.Entry<Long, Long> marker : unconfirmed.entrySet()) {
            boolean isListed = listed.pending.stream()
                    .anyMatch(transaction ->
                            transaction.producerId() == marker.getKey() && transaction.firstOffset() < endOffset);
            if (listed.isTold && !isListed) {
                throw new TransactionMismatchException(
                        "a replica's files",
                        marker.getValue(),
                        marker.getKey(),
                        "was not aborted",
                        firstLeftOut(marker.getKey()));
            }
        }
        undecided.clear();
        unconfirmed.clear();
    }

    /** Whether records were accepted, or left out, of a transaction whose marker was not met yet. */
    public boolean hasUndecided() {
        return !undecided.isEmpty() || !unconfirmed.isEmpty();
    }

    /** Takes what is undecided for decided: what was told of it is all that can be known, and a part of the log is left out. */
    public void settle() {
        undecided.clear();
        unconfirmed.clear();
        leftOut.clear();
    }

    /** Forgets what was accepted or left out from an offset on: it will be shown again. */
    public void retract(long fromOffset) {
        undecided.values().removeIf(firstOffset -> firstOffset >= fromOffset);
        unconfirmed.keySet().removeIf(producerId -> firstLeftOut(producerId) >= fromOffset);
        leftOut.values().removeIf(firstOffset -> firstOffset >= fromOffset);
    }

    /** The first offset of what {@link #hasUndecided} is about. */
    public long firstUndecided() {
        long first =
                undecided.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
        return unconfirmed.keySet().stream().mapToLong(this::firstLeftOut).reduce(first, Math::min);
    }

    /** The aborted transactions that were told, and whose first offset has not come yet. */
    public List<AbortedTransaction> listed() {
        return List.copyOf(pending);
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

    @Override
    public void close() throws IOException {
        markers.close();
    }
}
