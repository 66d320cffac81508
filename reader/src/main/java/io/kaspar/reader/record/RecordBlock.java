package io.kaspar.reader.record;

import io.kaspar.reader.batch.TimestampType;
import java.util.Arrays;

/**
 * The records of a block of rows, one array for each of their facts: what columns are filled from.
 *
 * <p>Keys, values and headers are slices of {@link #bytes}, valid until the next {@link #reset}. The arrays are the block's
 * own, valid up to {@link #size} until the next record is added: larger ones may take their place then. One per task, reused; not thread-safe.
 */
public final class RecordBlock {
    /** Tasks that read a few records stay small. */
    private static final int FIRST_ROOM = 64;

    private final RecordBuffer buffer;
    private final int capacity;
    private final int maxLength;
    private int size;
    private boolean hasHeaders;

    // All of the same length: how many records there is room for.
    long[] offsets = {};
    long[] timestamps = {};
    int[] keyPositions = {};
    int[] keyLengths = {};
    int[] valuePositions = {};
    int[] valueLengths = {};
    int[] headersPositions = {};
    int[] headerCounts = {};
    private int[] leaderEpochs = {};
    private boolean[] logAppendTimes = {};

    /**
     * An empty block, which takes little memory until it gets records.
     *
     * @param buffer where the records' bytes are
     * @param capacity how many records it can hold
     * @param maxLength bytes after which it is full as well; those of a record that goes over it are still taken
     */
    public RecordBlock(RecordBuffer buffer, int capacity, int maxLength) {
        this.buffer = buffer;
        this.maxLength = maxLength;
        this.capacity = capacity;
        resize(Math.min(capacity, FIRST_ROOM));
    }

    private void resize(int room) {
        offsets = Arrays.copyOf(offsets, room);
        timestamps = Arrays.copyOf(timestamps, room);
        keyPositions = Arrays.copyOf(keyPositions, room);
        keyLengths = Arrays.copyOf(keyLengths, room);
        valuePositions = Arrays.copyOf(valuePositions, room);
        valueLengths = Arrays.copyOf(valueLengths, room);
        headersPositions = Arrays.copyOf(headersPositions, room);
        headerCounts = Arrays.copyOf(headerCounts, room);
        leaderEpochs = Arrays.copyOf(leaderEpochs, room);
        logAppendTimes = Arrays.copyOf(logAppendTimes, room);
    }

    /**
     * Makes room for more records, as far as the block may hold them, so that a loop that adds them need not.
     *
     * @param count how many come next at most
     */
    void reserve(int count) {
        int needed = (int) Math.min(capacity, (long) size + count);
        if (needed > offsets.length) {
            resize((int) Math.min(capacity, Math.max(needed, 2L * offsets.length)));
        }
    }

    /** Forgets all records, and their bytes. */
    public void reset() {
        size = 0;
        hasHeaders = false;
        buffer.reset();
    }

    public int size() {
        return size;
    }

    /** Whether no record should be added any more. */
    public boolean isFull() {
        return size == capacity || buffer.usedLength() >= maxLength;
    }

    /** How many records it has room for without {@link #reserve}. */
    int room() {
        return offsets.length;
    }

    /** What positions are places in; taken too early it may lack what later records bring. */
    public byte[] bytes() {
        return buffer.bytes();
    }

    public long[] offsets() {
        return offsets;
    }

    /** In milliseconds; the record batch's for log-append time; -1 for none. */
    public long[] timestamps() {
        return timestamps;
    }

    public int[] keyPositions() {
        return keyPositions;
    }

    /** -1 for null keys. */
    public int[] keyLengths() {
        return keyLengths;
    }

    public int[] valuePositions() {
        return valuePositions;
    }

    /** -1 for null values. */
    public int[] valueLengths() {
        return valueLengths;
    }

    /** For a {@link HeaderCursor}. */
    public int[] headersPositions() {
        return headersPositions;
    }

    public int[] headerCounts() {
        return headerCounts;
    }

    /** Whether any of its records has a header. */
    public boolean hasHeaders() {
        return hasHeaders;
    }

    /** Of the leader that appended the record, -1 when unknown. */
    public int leaderEpoch(int row) {
        return leaderEpochs[row];
    }

    /** Who set the record's timestamp. */
    public TimestampType timestampType(int row) {
        return logAppendTimes[row] ? TimestampType.LOG_APPEND_TIME : TimestampType.CREATE_TIME;
    }

    /** Declares records as added whose own facts were put into the arrays; fills in those of their record batch. */
    void added(int newSize, RecordBatchFacts recordBatch, boolean withHeaders) {
        Arrays.fill(leaderEpochs, size, newSize, recordBatch.leaderEpoch());
        Arrays.fill(logAppendTimes, size, newSize, recordBatch.timestampType() == TimestampType.LOG_APPEND_TIME);
        hasHeaders |= withHeaders;
        size = newSize;
    }

    /** Adds the record that a cursor is at. */
    void add(RecordCursor record, RecordBatchFacts recordBatch) {
        reserve(1);
        offsets[size] = record.offset();
        timestamps[size] = record.timestamp();
        keyPositions[size] = record.keyPosition();
        keyLengths[size] = record.keyLength();
        valuePositions[size] = record.valuePosition();
        valueLengths[size] = record.valueLength();
        headersPositions[size] = record.headersPosition();
        headerCounts[size] = record.headerCount();
        added(size + 1, recordBatch, record.headerCount() > 0);
    }

    /** Which records are wanted. */
    public interface Wanted {
        /** Whether the one in a row of a block is; asked in offset order. */
        boolean test(RecordBlock records, int row);
    }

    /** Takes out those records from a row on that are not wanted. */
    public void retain(int fromRow, Wanted wanted) {
        int kept = fromRow;
        for (int row = fromRow; row < size; row++) {
            if (wanted.test(this, row)) {
                move(row, kept++);
            }
        }
        size = kept;
    }

    /** Takes out single records. */
    public void remove(boolean[] unwanted) {
        int kept = 0;
        for (int row = 0; row < size; row++) {
            if (!unwanted[row]) {
                move(row, kept++);
            }
        }
        size = kept;
    }

    private void move(int from, int to) {
        offsets[to] = offsets[from];
        timestamps[to] = timestamps[from];
        keyPositions[to] = keyPositions[from];
        keyLengths[to] = keyLengths[from];
        valuePositions[to] = valuePositions[from];
        valueLengths[to] = valueLengths[from];
        headersPositions[to] = headersPositions[from];
        headerCounts[to] = headerCounts[from];
        leaderEpochs[to] = leaderEpochs[from];
        logAppendTimes[to] = logAppendTimes[from];
    }
}
