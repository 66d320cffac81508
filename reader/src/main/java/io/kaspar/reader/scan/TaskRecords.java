package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.source.SourceChain;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.util.List;

/**
 * The records that a task wants, each once and in offset order, whatever the source. Markers, aborted records, and what the
 * task's ranges, timestamps and keys leave out are not among them. Not thread-safe.
 *
 * <pre>
 * ranges   [---)  [--)          [-)      wanted offsets, maybe of some timestamps only
 * runs     [---------)          [-)      read at one go; between two runs the source is told to go on elsewhere
 * behind              [···)              read until each transaction that reaches a run's end has its marker
 * </pre>
 */
final class TaskRecords implements RowRecords {
    /** How far behind a run markers are looked for before somebody is asked: large transactions are not read for them. */
    private static final long MAX_OFFSETS_BEHIND = 50_000;

    private final WantedOffsets wanted;
    private final List<OffsetRange> runs;
    private final ScanCounters counters;
    private final IsolationFilter isolationFilter;
    private final SourceChain recordBatches;
    private final RecordCursor cursor;
    private OffsetRange run;
    private int runsBegun;
    private boolean isBehindRun;
    private boolean inBatch;
    /** Of an open range, from the next offset on. */
    private boolean isAllLost;

    private long nextOffset;
    private long goneOffset;
    private long readEnd;
    private Place handedOver;

    TaskRecords(ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters, Cancellation cancellation) {
        this(spec, task, buffer, counters, cancellation, new TailWait());
    }

    /** @param tailWait for records of an open range */
    TaskRecords(
            ScanSpec spec,
            ScanTask task,
            RecordBuffer buffer,
            ScanCounters counters,
            Cancellation cancellation,
            TailWait tailWait) {
        wanted = new WantedOffsets(task.ranges(), task.keys());
        runs = wanted.runs();
        this.counters = counters;
        isolationFilter = new IsolationFilter(spec.read().isolation());
        recordBatches = new SourceChain(spec, task, isolationFilter, counters, cancellation, tailWait);
        cursor = new RecordCursor(buffer);
        nextOffset = task.span().startOffset();
        goneOffset = nextOffset;
        run = new OffsetRange(nextOffset, nextOffset);
        handedOver = place();
    }

    /**
     * Where reading stood when what was read before it was handed over.
     *
     * @param endOffset behind the last record that was
     * @param counted until then
     */
    private record Place(
            OffsetRange run,
            int runsBegun,
            boolean isBehindRun,
            long nextOffset,
            long goneOffset,
            long endOffset,
            ScanCounters.Records counted) {}

    private Place place() {
        return new Place(run, runsBegun, isBehindRun, nextOffset, goneOffset, readEnd, counters.records());
    }

    @Override
    public void handOver() {
        handedOver = place();
    }

    @Override
    public void takeBack(TransactionMismatchException fault) throws IOException {
        if (fault.firstOffset() < handedOver.endOffset()) {
            throw fault;
        }
        run = handedOver.run();
        runsBegun = handedOver.runsBegun();
        isBehindRun = handedOver.isBehindRun();
        nextOffset = handedOver.nextOffset();
        goneOffset = handedOver.goneOffset();
        readEnd = handedOver.endOffset();
        inBatch = false;
        wanted.restart();
        counters.takeBackTo(handedOver.counted());
        isolationFilter.retract(handedOver.endOffset());
        recordBatches.retract(fault, new OffsetRange(nextOffset, Math.max(nextOffset, run.endOffset())));
    }

    @Override
    public boolean canCount() {
        return !wanted.areRecordsLookedAt();
    }

    /** At most those of one record batch. */
    @Override
    public boolean read(RecordBlock block) throws IOException {
        int rowsBefore = block.size();
        while (block.size() == rowsBefore && !block.isFull() && !isAllLost && isInRun()) {
            try {
                if (inBatch || openBatch()) {
                    readFromBatch(block);
                } else if (run.isOpen()) {
                    return false;
                } else {
                    nextOffset = run.endOffset();
                }
            } catch (IOException fault) {
                recover(fault);
            }
        }
        return block.size() > rowsBefore || (!isAllLost && isInRun());
    }

    /** What is in the block stays there when this fails: another source goes on behind it. */
    private void readFromBatch(RecordBlock block) throws IOException {
        int rowsBefore = block.size();
        try {
            inBatch = cursor.read(block, wanted.firstFrom(nextOffset), run.endOffset());
            nextOffset = Math.max(
                    nextOffset,
                    inBatch ? cursor.offset() + 1 : recordBatches.current().nextOffset());
        } catch (IOException fault) {
            nextOffset = Math.max(nextOffset, cursor.offset() + 1);
            throw fault;
        } finally {
            if (!wanted.isEverything()) {
                block.retain(rowsBefore, wanted);
            }
            readEnd = Math.max(readEnd, cursor.offset() + 1);
            count(block.size() - rowsBefore);
        }
    }

    /** Without reading them where a batch's header says how many there are; not for tasks that want only some timestamps or keys. */
    @Override
    public int nextCount(RecordBlock scratch) throws IOException {
        int recordCount = 0;
        while (recordCount == 0 && isInRun()) {
            try {
                if (!inBatch && !findBatch()) {
                    nextOffset = run.endOffset();
                } else if (!inBatch && isWhole(recordBatches.current())) {
                    recordCount = recordBatches.current().recordCount();
                    nextOffset = recordBatches.current().nextOffset();
                    readEnd = nextOffset;
                    count(recordCount);
                } else {
                    recordCount = countInBatch(scratch);
                }
            } catch (IOException fault) {
                recover(fault);
            }
        }
        return recordCount;
    }

    @Override
    public long nextOffset() {
        return nextOffset;
    }

    @Override
    public void requireCommitted() throws IOException {
        recordBatches.requireDecided(Math.min(nextOffset, run.endOffset()));
    }

    /** Whether there is more to read; at the end of a run the next one is begun. */
    private boolean isInRun() throws IOException {
        while (nextOffset >= run.endOffset()) {
            if (runsBegun == runs.size()) {
                requireCommitted();
                return false;
            }
            leaveRun(runs.get(runsBegun));
        }
        return true;
    }

    private void leaveRun(OffsetRange nextRun) throws IOException {
        long behind = Math.max(nextOffset, run.endOffset());
        long behindEnd = Math.min(behind + MAX_OFFSETS_BEHIND, nextRun.startOffset());
        if (isolationFilter.hasUndecided() && !isBehindRun && behind < behindEnd) {
            isBehindRun = true;
            begin(new OffsetRange(behind, behindEnd));
            return;
        }
        requireCommitted();
        isolationFilter.settle();
        isBehindRun = false;
        runsBegun++;
        long startOffset = Math.max(goneOffset, nextRun.startOffset());
        begin(new OffsetRange(startOffset, Math.max(startOffset, nextRun.endOffset())));
    }

    private void begin(OffsetRange next) throws IOException {
        run = next;
        nextOffset = next.startOffset();
        inBatch = false;
        try {
            recordBatches.goOn(next);
        } catch (IOException fault) {
            recover(fault);
        }
    }

    private void recover(IOException fault) throws IOException {
        inBatch = false;
        long goOn = recordBatches.recover(fault, nextOffset);
        isAllLost = goOn == OffsetRange.OPEN_END;
        nextOffset = isAllLost ? nextOffset : goOn;
        goneOffset = nextOffset;
    }

    private int countInBatch(RecordBlock scratch) throws IOException {
        if (!inBatch) {
            recordBatches.load();
            if (!wanted.mayHold(recordBatches.current(), nextOffset)) {
                passOver(recordBatches.current());
                return 0;
            }
            open();
        }
        scratch.reset();
        readFromBatch(scratch);
        return scratch.size();
    }

    private boolean openBatch() throws IOException {
        while (findBatch()) {
            recordBatches.load();
            if (wanted.mayHold(recordBatches.current(), nextOffset)) {
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
        while (!isDecidedBehindRun() && recordBatches.next()) {
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

    private boolean isDecidedBehindRun() {
        return isBehindRun && !isolationFilter.hasUndecided();
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

    private void passOver(RecordBatchView recordBatch) {
        nextOffset = Math.max(nextOffset, recordBatch.nextOffset());
    }

    private boolean isWhole(RecordBatchView recordBatch) {
        return recordBatch.baseOffset() >= nextOffset
                && recordBatch.nextOffset() <= run.endOffset()
                && wanted.holdsAll(recordBatch);
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
