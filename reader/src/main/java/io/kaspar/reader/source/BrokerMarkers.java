package io.kaspar.reader.source;

import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.isolation.AbortedTransaction;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionFollower;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out which transactions of a range were aborted by the markers that brokers send, where the lists that they send were
 * wrong. Fetches all of the range for it, and what lies behind until each transaction is decided.
 */
final class BrokerMarkers {
    private static final long OFFSETS_AT_ONCE = 50_000;
    private static final int MAX_WAIT_MS = 10_000;

    private final FetchSpec fetched;

    /** @param fetched as the task's ranges are */
    BrokerMarkers(FetchSpec fetched) {
        this.fetched = fetched;
    }

    /** @param range ends at or before the last stable offset */
    List<AbortedTransaction> aborted(OffsetRange range) throws IOException {
        try (TransactionFollower transactions = new TransactionFollower(range.endOffset())) {
            follow(transactions, range, fetched.networkTimeoutMs(), false);
            try {
                for (long offset = range.endOffset(); transactions.hasUndecided(); offset += OFFSETS_AT_ONCE) {
                    OffsetRange behind = new OffsetRange(offset, offset + OFFSETS_AT_ONCE);
                    follow(transactions, behind, Math.min(fetched.networkTimeoutMs(), MAX_WAIT_MS), true);
                }
            } catch (IOException e) {
                if (Interrupts.isInterrupt(e)) {
                    throw e;
                }
                return withListed(transactions, range); // compaction may have removed a marker at the log's end
            }
            return transactions.aborted();
        }
    }

    private void follow(TransactionFollower transactions, OffsetRange range, int timeoutMs, boolean endsWhenDecided)
            throws IOException {
        FetchSpec all = fetched.changed(range, Isolation.READ_UNCOMMITTED, timeoutMs);
        try (IsolationFilter unused = new IsolationFilter(Isolation.READ_UNCOMMITTED);
                FetchRecordBatchSource source = FetchRecordBatchSource.open(all, unused)) {
            while (!(endsWhenDecided && !transactions.hasUndecided()) && source.next()) {
                transactions.follow(source);
            }
        }
    }

    private List<AbortedTransaction> withListed(TransactionFollower transactions, OffsetRange range)
            throws IOException {
        List<AbortedTransaction> aborted = new ArrayList<>(transactions.aborted());
        Set<Long> undecided = transactions.undecided();
        OffsetRange last = new OffsetRange(Math.max(range.startOffset(), range.endOffset() - 1), range.endOffset());
        FetchSpec lastRecord = fetched.changed(last, Isolation.READ_COMMITTED, fetched.networkTimeoutMs());
        try (IsolationFilter listed = new IsolationFilter(Isolation.READ_COMMITTED);
                FetchRecordBatchSource source = FetchRecordBatchSource.open(lastRecord, listed)) {
            source.next(); // the list comes with the first record batch
            listed.listed().stream()
                    .filter(transaction -> undecided.contains(transaction.producerId()))
                    .forEach(aborted::add);
        }
        return aborted;
    }
}
