package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.reader.source.SourceChain;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import java.io.Closeable;
import java.io.IOException;

/**
 * The record batches that hold an offset of a task's span, each once and in offset order, whatever the source: markers, and those of open and
 * aborted transactions, too. Looks into none of them; where the specification wants checksums it reads them whole. Not thread-safe.
 */
public final class RecordBatchHeaders implements Closeable {
    private final SourceChain recordBatches;
    private final OffsetRange span;
    private final boolean isChecked;
    private boolean isBegun;
    private long nextOffset;

    /**
     * Reads nothing yet.
     *
     * @param spec whose isolation is {@code read_uncommitted}, since nothing is left out
     * @param counters to which is added what is read
     */
    public RecordBatchHeaders(ScanSpec spec, ScanTask task, ScanCounters counters, Cancellation cancellation) {
        if (spec.read().isolation() != Isolation.READ_UNCOMMITTED) {
            throw new IllegalStateException("record batches are read whatever became of their transactions");
        }
        isChecked = spec.read().checkCrcs();
        span = task.span();
        nextOffset = span.startOffset();
        recordBatches = new SourceChain(
                spec, task, new IsolationFilter(Isolation.READ_UNCOMMITTED), counters, cancellation, new TailWait());
    }

    /**
     * Moves to the next record batch. False at the end.
     *
     * @throws IOException when bytes can be had from nowhere, or the thread was interrupted, or the scan cancelled
     */
    public boolean next() throws IOException {
        while (nextOffset < span.endOffset()) {
            try {
                return advance();
            } catch (IOException fault) {
                nextOffset = recordBatches.recover(fault, nextOffset);
            }
        }
        return false;
    }

    private boolean advance() throws IOException {
        if (!isBegun) {
            isBegun = true;
            recordBatches.goOn(span);
        }
        if (!recordBatches.next()) {
            nextOffset = span.endOffset();
            return false;
        }
        if (isChecked) {
            recordBatches.load();
        }
        nextOffset = Math.max(nextOffset, current().nextOffset());
        return true;
    }

    /** The record batch that {@link #next} moved to, of which no more than the header need be there; valid until the next call of it. */
    public RecordBatchView current() {
        return recordBatches.current();
    }

    @Override
    public void close() throws IOException {
        recordBatches.close();
    }
}
