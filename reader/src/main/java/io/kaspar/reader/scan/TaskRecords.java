package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import java.io.Closeable;
import java.io.IOException;

/**
 * The records of a task's range, one by one, each once and in offset order, whatever the source. Markers, aborted records and
 * what a batch holds beside the range are left out. Not thread-safe.
 */
final class TaskRecords implements Closeable {
    private final OffsetRange range;
    private final ScanCounters counters;
    private final IsolationFilter isolationFilter;
    private final TaskRecordBatches recordBatches;
    private final RecordCursor cursor;
    private boolean inBatch;
    private long nextOffset;

    TaskRecords(ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters) {
        range = task.range();
        this.counters = counters;
        isolationFilter = new IsolationFilter(spec.isolation());
        recordBatches = new TaskRecordBatches(spec, task, isolationFilter, counters);
        cursor = new RecordCursor(buffer);
        nextOffset = range.startOffset();
    }

    /** Moves to the next record. False at the end of the range. */
    boolean next() throws IOException {
        while (nextOffset < range.endOffset()) {
            try {
                if (!inBatch && !openBatch()) {
                    return false;
                }
                if (moveInBatch()) {
                    count(1);
                    return true;
                }
            } catch (IOException fault) {
                inBatch = false;
                recordBatches.recover(fault, nextOffset);
            }
        }
        return false;
    }

    /**
     * Moves past some records at once, without reading them where a batch's header says how many there are. Not to be mixed
     * with {@link #next}.
     *
     * @return how many, 0 at the end of the range
     */
    int nextCount() throws IOException {
        int recordCount = 0;
        while (recordCount == 0 && nextOffset < range.endOffset()) {
            try {
                if (!acceptedBatch()) {
                    break;
                }
                if (isWhole(recordBatches.current())) {
                    recordCount = recordBatches.current().recordCount();
                    nextOffset = recordBatches.current().nextOffset();
                } else {
                    open();
                    while (moveInBatch()) {
                        recordCount++;
                    }
                }
            } catch (IOException fault) {
                inBatch = false;
                recordBatches.recover(fault, nextOffset);
            }
        }
        count(recordCount);
        return recordCount;
    }

    /** The record that {@link #next} moved to. */
    RecordCursor current() {
        return cursor;
    }

    /** The batch it is in. */
    RecordBatchView currentBatch() {
        return recordBatches.current();
    }

    private boolean openBatch() throws IOException {
        if (!acceptedBatch()) {
            return false;
        }
        open();
        return true;
    }

    private void open() throws IOException {
        cursor.open(recordBatches.current());
        inBatch = true;
    }

    private boolean acceptedBatch() throws IOException {
        while (recordBatches.next()) {
            RecordBatchView recordBatch = recordBatches.current();
            if (isolationFilter.accepts(recordBatch)) {
                return true;
            }
            nextOffset = Math.max(nextOffset, recordBatch.nextOffset());
        }
        return false;
    }

    private boolean isWhole(RecordBatchView recordBatch) {
        return recordBatch.baseOffset() >= nextOffset && recordBatch.nextOffset() <= range.endOffset();
    }

    private boolean moveInBatch() throws IOException {
        while (cursor.next()) {
            long offset = cursor.offset();
            if (offset >= range.endOffset()) {
                break;
            }
            // A batch may begin before the range, or before what another source gave already.
            if (offset >= nextOffset) {
                nextOffset = offset + 1;
                return true;
            }
        }
        inBatch = false;
        nextOffset = Math.max(nextOffset, recordBatches.current().nextOffset());
        return false;
    }

    private void count(int recordCount) {
        if (recordBatches.isLocal()) {
            counters.addLocalRecords(recordCount);
        } else {
            counters.addNetworkRecords(recordCount);
        }
    }

    @Override
    public void close() throws IOException {
        try (cursor;
                isolationFilter) {
            recordBatches.close();
        }
    }
}
