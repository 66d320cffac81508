package io.kaspar.reader.scan;

import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.record.RecordBlock;
import java.io.Closeable;
import java.io.IOException;

/** The records of a task that become rows, in offset order. Not thread-safe; must be closed. */
interface RowRecords extends Closeable {

    /**
     * Adds records to a block; none when it is full of what was left out.
     *
     * @param block with room, over the buffer that this was made with
     * @return false at the end of the last range, and when nothing came in time of one that is open
     */
    boolean read(RecordBlock block) throws IOException;

    /** Whether {@link #nextCount} can be used. */
    boolean canCount();

    /**
     * Moves past some records at once. Not to be mixed with {@link #read}.
     *
     * @param scratch for records that have to be looked at; what is in it is lost
     * @return how many, 0 at the end of the last range
     */
    int nextCount(RecordBlock scratch) throws IOException;

    /** Says that what was read until now is handed over, and cannot be taken back. */
    void handOver();

    /**
     * Goes back to where {@link #handOver} was called last, to read on from another source. Who calls it forgets what was read
     * since then.
     *
     * @throws IOException the fault, when wrong records were handed over, or there is no other source
     */
    void takeBack(TransactionMismatchException fault) throws IOException;

    /** Where reading goes on, behind all that was read or passed over. */
    long nextOffset();

    /** Makes sure that what was read was committed. At the end of the last range that has been done. */
    void requireCommitted() throws IOException;
}
