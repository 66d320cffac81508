package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.source.TaskRecordBatches;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.Closeable;
import java.io.IOException;

/**
 * The records that a task wants, each once and in offset order, whatever the source. Markers, aborted records, and what the
 * task's range and timestamps leave out are not among them. Not thread-safe.
 */
final class TaskRecords implements Closeable {
    private final OffsetRange range;
    private final TimestampRanges timestamps;
    private final boolean takesAllTimestamps;
    private final ScanCounters counters;
    private final IsolationFilter isolationFilter;
    private final TaskRecordBatches recordBatches;
    private final RecordCursor cursor;
    private boolean inBatch;
    private long nextOffset;

    TaskRecords(ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters) {
        range = task.range();
        timestamps = task.timestamps();
        takesAllTimestamps = timestamps.isAll();
        this.counters = counters;
        isolationFilter = new IsolationFilter(spec.isolation());
        recordBatches = new TaskRecordBatches(spec, task, isolationFilter, counters);
        cursor = new RecordCursor(buffer);
        nextOffset = range.startOffset();
    }

    /**
     * Adds records to a block, at most those of one record batch; none when it is full of what was left out.
     *
     * @param block with room, over the buffer that this was made with
     * @return false at the end of the range
     */
    boolean read(RecordBlock block) throws IOException {
        int rowsBefore = block.size();
        while (block.size() == rowsBefore && !block.isFull() && nextOffset < range.endOffset()) {
            try {
                if (inBatch || openBatch()) {
                    readFromBatch(block);
                } else {
                    nextOffset = range.endOffset();
                }
            } catch (IOException fault) {
                inBatch = false;
                nextOffset = recordBatches.recover(fault, nextOffset);
            }
        }
        boolean isAtEnd = block.size() == rowsBefore && nextOffset >= range.endOffset();
        if (isAtEnd) {
            requireCommitted();
        }
        return !isAtEnd;
    }

    /** What is in the block stays there when this fails: another source goes on behind it. */
    private void readFromBatch(RecordBlock block) throws IOException {
        int rowsBefore = block.size();
        try {
            inBatch = cursor.read(block, nextOffset, range.endOffset());
            nextOffset = Math.max(
                    nextOffset,
                    inBatch ? cursor.offset() + 1 : recordBatches.current().nextOffset());
        } catch (IOException fault) {
            nextOffset = Math.max(nextOffset, cursor.offset() + 1);
            throw fault;
        } finally {
            if (!takesAllTimestamps) {
                block.retain(rowsBefore, timestamps::contains);
            }
            count(block.size() - rowsBefore);
        }
    }

    /**
     * Moves past some records at once, without reading them where a batch's header says how many there are. Not to be mixed
     * with {@link #read}, nor for tasks that want only some timestamps.
     *
     * @param scratch for records of batches of which not all count; what is in it is lost
     * @return how many, 0 at the end of the range
     */
    int nextCount(RecordBlock scratch) throws IOException {
        int recordCount = 0;
        while (recordCount == 0 && nextOffset < range.endOffset()) {
            try {
                if (!inBatch && !findBatch()) {
                    nextOffset = range.endOffset();
                } else if (!inBatch && isWhole(recordBatches.current())) {
                    recordCount = recordBatches.current().recordCount();
                    nextOffset = recordBatches.current().nextOffset();
                    count(recordCount);
                } else {
                    recordCount = countInBatch(scratch);
                }
            } catch (IOException fault) {
                inBatch = false;
                nextOffset = recordBatches.recover(fault, nextOffset);
            }
        }
        if (recordCount == 0) {
            requireCommitted();
        }
        return recordCount;
    }

    /** Makes sure that what was read was committed. At the end of the range that has been done. */
    void requireCommitted() throws IOException {
        recordBatches.requireDecided(Math.min(nextOffset, range.endOffset()));
    }

    private int countInBatch(RecordBlock scratch) throws IOException {
        if (!inBatch) {
            recordBatches.load();
            open();
        }
        scratch.reset();
        readFromBatch(scratch);
        return scratch.size();
    }

    private boolean openBatch() throws IOException {
        while (findBatch()) {
            recordBatches.load();
            if (mayBeWanted(recordBatches.current())) {
                open();
                return true;
            }
            passOver(recordBatches.current());
        }
        return false;
    }

    private void open() throws IOException {
        cursor.open(recordBatches.current());
        inBatch = true;
    }

    /** Moves to the next batch whose records are rows. */
    private boolean findBatch() throws IOException {
        while (recordBatches.next()) {
            RecordBatchView recordBatch = recordBatches.current();
            if (!isPlain(recordBatch)) {
                recordBatches.load();
            }
            if (isolationFilter.accepts(recordBatch)) {
                return true;
            }
            passOver(recordBatch);
        }
        return false;
    }

    /**
     * Whether the header can be believed without the checksum: its count says the same as its offsets, a single bit makes
     * no plain batch of a marker, and where a transaction was aborted none that a producer with an id wrote is plain.
     */
    private boolean isPlain(RecordBatchView recordBatch) {
        return recordBatch.isDense()
                && !recordBatch.isTransactional()
                && !recordBatch.isControl()
                && !(recordBatch.hasProducerId() && isolationFilter.expectsAborted());
    }

    private boolean mayBeWanted(RecordBatchView recordBatch) {
        return recordBatch.timestampType() == TimestampType.LOG_APPEND_TIME
                ? timestamps.contains(recordBatch.maxTimestamp())
                : timestamps.firstMs() <= recordBatch.maxTimestamp();
    }

    private void passOver(RecordBatchView recordBatch) {
        nextOffset = Math.max(nextOffset, recordBatch.nextOffset());
    }

    private boolean isWhole(RecordBatchView recordBatch) {
        return recordBatch.baseOffset() >= nextOffset && recordBatch.nextOffset() <= range.endOffset();
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
