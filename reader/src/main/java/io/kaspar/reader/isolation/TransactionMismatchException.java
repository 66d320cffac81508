package io.kaspar.reader.isolation;

import java.io.IOException;

/**
 * Records of a transaction were accepted although it was aborted, or left out although it was committed: what was said about
 * aborted transactions and the markers in the log do not agree. As long as none of its records was handed over, another source
 * can mend it. Rows that were cannot be taken back.
 */
public final class TransactionMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long firstOffset;

    /** @param firstOffset of the records that were accepted, or left out, wrongly */
    TransactionMismatchException(String source, long offset, long producerId, String problem, long firstOffset) {
        super(source + ": the transaction of producer id " + producerId + " " + problem + " at offset " + offset
                + ", which the list of aborted transactions (.txnindex) does not agree with. Later attempts of the task ask"
                + " brokers, and then the markers in the log; where tasks have one attempt, as in local mode, give them"
                + " more (master local[*,4]), or set read.locality=off");
        this.firstOffset = firstOffset;
    }

    /** A replica's log ends before it says what became of transactions whose records begin at an offset, or behind it. */
    public static TransactionMismatchException undecided(String source, long endOffset, long firstOffset) {
        return new TransactionMismatchException(source, endOffset, firstOffset);
    }

    private TransactionMismatchException(String source, long endOffset, long firstOffset) {
        super(source + ": the log ends before it says whether transactions that reach offset " + endOffset
                + " were aborted: the replica is behind its leader. Run the query again, or set read.locality=off");
        this.firstOffset = firstOffset;
    }

    /** The first offset from which on records may have been given, or left out, wrongly. */
    public long firstOffset() {
        return firstOffset;
    }
}
