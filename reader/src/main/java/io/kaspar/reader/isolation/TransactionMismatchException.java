package io.kaspar.reader.isolation;

import java.io.IOException;

/**
 * Records of a transaction were given although it was aborted, or left out although it was committed: what was said about
 * aborted transactions and the markers in the log do not agree. Rows that were given cannot be taken back, so no other
 * source can mend it.
 */
public final class TransactionMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    TransactionMismatchException(String source, long offset, long producerId, String problem) {
        super(source + ": the transaction of producer id " + producerId + " " + problem + " at offset " + offset
                + ", which the list of aborted transactions (.txnindex) does not agree with. Run the query again; if it"
                + " fails again, set read.locality=off to have a broker say what was aborted, and where a broker"
                + " said it, read.locality=preferred with executors beside the brokers, or elect another leader");
    }

    /** A replica's log ends before it says what became of transactions. */
    public static TransactionMismatchException undecided(String source, long endOffset) {
        return new TransactionMismatchException(source, endOffset);
    }

    private TransactionMismatchException(String source, long endOffset) {
        super(source + ": the log ends before it says whether transactions that reach offset " + endOffset
                + " were aborted: the replica is behind its leader. Run the query again, or set read.locality=off");
    }
}
