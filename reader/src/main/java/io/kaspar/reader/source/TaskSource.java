package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;

/**
 * One of the places that a task's record batches come from. Opens itself, counts what it gives, and checks that it is of the log
 * that is meant. Printed as what it is. Not thread-safe; may be closed at any time, and then is of no more use.
 */
interface TaskSource extends RecordBatchSource {

    /**
     * Goes on with a range; the first one opens the source.
     *
     * @param next begins at or behind the end of the range before
     */
    void goOn(OffsetRange next) throws IOException;

    /** Whether the batches come from files. */
    boolean isLocal();

    /** What it means for this source that it, or who read its current batch, met a fault. */
    SourceFault judge(IOException fault);

    /**
     * Whether it says itself what became of the transactions that records were given of.
     *
     * @param endOffset behind what was given
     * @param mostHeaders how many batches behind it may be looked at
     * @throws io.kaspar.reader.isolation.TransactionMismatchException when one was aborted that was accepted, or the other way
     *     round
     */
    boolean knowsOutcomes(long endOffset, long mostHeaders) throws IOException;
}
