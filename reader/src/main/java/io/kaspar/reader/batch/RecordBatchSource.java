package io.kaspar.reader.batch;

import java.io.Closeable;
import java.io.IOException;

/**
 * Record batches of one range of one partition, in offset order, wherever they come from.
 *
 * <p>Gives every batch that holds an offset of the range: the first and last one may hold others too. Control batches and
 * batches of aborted transactions are given as well; {@code reader.isolation} tells which to drop. Not thread-safe.
 */
public interface RecordBatchSource extends Closeable {

    /**
     * Moves to the next record batch, of which no more than the header need be there, and that unchecked against the batch's
     * checksum. False at the end of the range.
     */
    boolean next() throws IOException;

    /** The record batch that {@link #next} moved to; the same object each time, valid until the next call of it. */
    RecordBatchView current();

    /**
     * Makes all of the current batch be there, checked against its checksum where that is wanted. Needless where {@link
     * #next} does so already.
     */
    default void load() throws IOException {}
}
