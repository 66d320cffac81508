package io.kaspar.reader.scan;

import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.column.BlockSize;
import io.kaspar.reader.column.FieldWords;
import io.kaspar.reader.column.MalformedRecordException;
import io.kaspar.reader.column.RecordColumns;
import io.kaspar.reader.column.RecordColumnsBuilder;
import io.kaspar.reader.column.ValueWords;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.TailWait;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.task.MalformedMode;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.vector.ColumnBlock;
import io.kaspar.schema.cancel.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/**
 * Reads one task's ranges: opens the local files or the broker, and gives blocks of columns until all are read.
 *
 * <p>Not thread-safe. Everything it gives stays valid until the next call of {@link #next}. Memory is bounded by the rows and
 * bytes of one block and the largest record batch, whatever the ranges.
 */
public final class PartitionScan implements Closeable {
    /** A block ends with the record that goes over this, when it has not enough rows before. */
    private static final int MAX_BLOCK_BYTES = 4 << 20;

    /** Records that are counted at once: enough that handing over the number costs nothing. */
    private static final int MIN_COUNT = 1 << 18;

    private final boolean countsOnly;
    private final boolean isTail;
    private final TailWait tailWait = new TailWait();
    private final ScanCounters counters;
    private final RecordBlock recordBlock;
    private final RowRecords records;
    private final RecordColumns columns;
    private long rowsLeft;
    private ColumnBlock block = new ColumnBlock(List.of(), 0);

    private PartitionScan(
            ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters, Cancellation cancellation) {
        rowsLeft = spec.output().rowLimit();
        this.counters = counters;
        recordBlock = new RecordBlock(buffer, BlockSize.rows(spec), MAX_BLOCK_BYTES);
        columns = RecordColumnsBuilder.build(spec, task, buffer, counters, cancellation);
        records = switch (spec.output().view()) {
            case EVERYTHING -> new TaskRecords(spec, task, buffer, counters, cancellation, tailWait);
            case WITH_VALUE -> new ValuedRecords(new TaskRecords(spec, task, buffer, counters, cancellation, tailWait));
            case LATEST ->
                new LatestRecords(spec, task, buffer, counters, cancellation, keys -> new TombstoneEffects());
            case CURRENT -> current(ChangeField.OF_CHANGES, spec, task, buffer, counters, cancellation);
            case CURRENT_UNWRAPPED -> current(ChangeField.ofRows(spec), spec, task, buffer, counters, cancellation);
        };
        isTail = task.isTail();
        countsOnly = spec.output().isCount() && records.canCount() && !isTail;
    }

    private static RowRecords current(
            List<ChangeField> fields,
            ScanSpec spec,
            ScanTask task,
            RecordBuffer buffer,
            ScanCounters counters,
            Cancellation cancellation) {
        List<FieldWords> words = fields.stream().map(ChangeField::toRead).toList();
        return new LatestRecords(
                spec,
                task,
                buffer,
                counters,
                cancellation,
                keys -> new ChangeEffects(
                        spec,
                        spec.partitionOf(task).toString(),
                        fields,
                        ValueWords.of(spec, words, task, keys, cancellation)));
    }

    /**
     * Opens the scan; reads nothing yet.
     *
     * @throws IllegalArgumentException when a column is of a type that cannot be read
     */
    public static PartitionScan open(ScanSpec spec, ScanTask task) throws IOException {
        return open(spec, task, Cancellation.NEVER);
    }

    /**
     * Opens the scan; reads nothing yet.
     *
     * @param cancellation ends reading, and every wait for a broker or a registry, as an interrupt does, but not as soon
     * @throws IllegalArgumentException when a column is of a type that cannot be read
     */
    public static PartitionScan open(ScanSpec spec, ScanTask task, Cancellation cancellation) throws IOException {
        return open(spec, task, new ScanCounters(), cancellation);
    }

    /**
     * The same for one of several scans that count together.
     *
     * @param counters to which is added what this one does
     */
    public static PartitionScan open(ScanSpec spec, ScanTask task, ScanCounters counters, Cancellation cancellation)
            throws IOException {
        return new PartitionScan(spec, task, new RecordBuffer(), counters, cancellation);
    }

    /**
     * Reads the next block. False at the end of the last range, when nothing came in time of one that is open, and when the limit is
     * reached; the last block may go over it.
     *
     * <p>Where nothing has to be valid but what is wanted, records without columns are counted and not decoded.
     *
     * @throws MalformedRecordException when a record cannot be decoded, in {@link MalformedMode#FAILFAST}
     * @throws IOException when bytes, or schemas, can be had from nowhere, or the thread was interrupted, or the scan cancelled
     */
    public boolean next() throws IOException {
        if (rowsLeft <= 0) {
            return false;
        }
        block = readNext();
        rowsLeft -= block.rowCount();
        return block.rowCount() > 0;
    }

    /** Again from another source, where transactions turn out to be wrong of which nothing was handed over. */
    private ColumnBlock readNext() throws IOException {
        records.handOver();
        while (true) {
            try {
                return countsOnly ? nextCount() : nextBlock();
            } catch (TransactionMismatchException fault) {
                records.takeBack(fault);
            }
        }
    }

    private ColumnBlock nextCount() throws IOException {
        int rowCount = 0;
        int counted;
        do {
            counted = records.nextCount(recordBlock);
            rowCount += counted;
        } while (counted > 0 && rowCount < Math.min(rowsLeft, MIN_COUNT));
        return new ColumnBlock(List.of(), rowCount);
    }

    private ColumnBlock nextBlock() throws IOException {
        boolean hasMore;
        do {
            columns.reset();
            recordBlock.reset();
            hasMore = fill();
            columns.append(recordBlock);
        } while (hasMore && columns.rowCount() == 0);
        return columns.block();
    }

    private boolean fill() throws IOException {
        if (isTail) {
            return records.read(recordBlock); // what is here does not wait for what is not
        }
        while (!recordBlock.isFull()) {
            if (!records.read(recordBlock)) {
                return false;
            }
        }
        return true;
    }

    /** The block that {@link #next} read; never empty. */
    public ColumnBlock current() {
        return block;
    }

    /**
     * Lets {@link #next} of an open range wait for records that are not written yet.
     *
     * @param waitMs from now on, in milliseconds; at first it does not wait
     */
    public void waitAtMost(long waitMs) {
        tailWait.atMost(waitMs);
    }

    /** The offset of a row of the current block. */
    public long offset(int row) {
        return recordBlock.offsets()[row];
    }

    /** The timestamp of a row of the current block, in milliseconds since 1970; -1 for none. */
    public long timestampMs(int row) {
        return recordBlock.timestamps()[row];
    }

    /** When the broker got the record of a row, in milliseconds since 1970; empty where the topic does not keep that. */
    public OptionalLong arrivalMs(int row) {
        return recordBlock.timestampType(row) == TimestampType.LOG_APPEND_TIME
                ? OptionalLong.of(recordBlock.timestamps()[row])
                : OptionalLong.empty();
    }

    /** Where a scan of an open range goes on, behind the current block. */
    public long nextOffset() {
        return records.nextOffset();
    }

    /** What the scan did so far. */
    public ScanCounters counters() {
        return counters;
    }

    /**
     * Makes sure that what was given was committed, for who wants no more though {@link #next} has not said that this is the
     * end: a replica's files may not know yet what became of a transaction, and its marker is looked for behind it.
     *
     * @throws IOException when a transaction was aborted, or nobody can be asked
     */
    public void requireCommitted() throws IOException {
        records.requireCommitted();
    }

    @Override
    public void close() throws IOException {
        try (columns) {
            records.close();
        }
    }
}
