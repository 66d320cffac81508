package io.kaspar.reader.scan;

import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.vector.ColumnBlock;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Reads one task's range: opens the local files or the broker, and gives blocks of columns until the range is read.
 *
 * <p>Not thread-safe. Everything it gives stays valid until the next call of {@link #next}. Memory is bounded by the rows and
 * bytes of one block and the largest record batch, whatever the size of the range.
 */
public final class PartitionScan implements Closeable {
    /** A block ends with the record that goes over this, when it has not enough rows before. */
    private static final int MAX_BLOCK_BYTES = 4 << 20;

    private final int maxRows;
    private final boolean countsOnly;
    private final ScanCounters counters;
    private final RecordBuffer buffer;
    private final TaskRecords records;
    private final RecordColumns columns;
    private ColumnBlock block = new ColumnBlock(List.of(), 0);

    private PartitionScan(ScanSpec spec, ScanTask task, RecordBuffer buffer, ScanCounters counters) {
        maxRows = spec.maxRows();
        countsOnly = spec.columns().isEmpty();
        this.counters = counters;
        this.buffer = buffer;
        columns = RecordColumnsBuilder.build(spec, task, buffer, counters);
        records = new TaskRecords(spec, task, buffer, counters);
    }

    /**
     * Opens the scan; reads nothing yet.
     *
     * @throws IllegalArgumentException when a column is of a type that cannot be read
     */
    public static PartitionScan open(ScanSpec spec, ScanTask task) throws IOException {
        return new PartitionScan(spec, task, new RecordBuffer(), new ScanCounters());
    }

    /**
     * Reads the next block. False at the end of the range.
     *
     * <p>Without columns, records are counted and not decoded: malformed ones are among them, whatever the mode.
     *
     * @throws MalformedRecordException when a record cannot be decoded, in {@link MalformedMode#FAILFAST}
     * @throws IOException when bytes, or schemas, can be had from nowhere, or the thread was interrupted
     */
    public boolean next() throws IOException {
        if (countsOnly) {
            block = new ColumnBlock(List.of(), records.nextCount());
            return block.rowCount() > 0;
        }
        boolean more;
        do {
            columns.reset();
            buffer.reset();
            more = fill();
        } while (more && columns.rowCount() == 0);
        block = columns.block();
        return block.rowCount() > 0;
    }

    private boolean fill() throws IOException {
        while (columns.rowCount() < maxRows && buffer.usedLength() < MAX_BLOCK_BYTES) {
            if (!records.next()) {
                return false;
            }
            columns.append(records.current(), records.currentBatch());
        }
        return true;
    }

    /** The block that {@link #next} read; never empty. */
    public ColumnBlock current() {
        return block;
    }

    /** What the scan did so far. */
    public ScanCounters counters() {
        return counters;
    }

    @Override
    public void close() throws IOException {
        try (columns) {
            records.close();
        }
    }
}
