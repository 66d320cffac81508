package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;

/**
 * Asks brokers what became of the transactions that reach the end of what was read: first the markers behind it, then a list.
 *
 * <p>The list alone is not enough: a broker that has been a follower may have an index in which it does not find all.
 */
final class BrokerOutcomes {
    /** A marker farther away than this is not looked for: large transactions would be fetched once for each of their tasks. */
    private static final long MAX_BYTES_BEHIND = 4 << 20;

    private static final long MAX_OFFSETS_BEHIND = 50_000;
    private static final int MAX_WAIT_MS = 10_000;

    private final FetchSpec fetched;

    /** @param fetched as the task's ranges are */
    BrokerOutcomes(FetchSpec fetched) {
        this.fetched = fetched;
    }

    /**
     * Reads on behind an offset until each transaction that the filter met records of has its marker.
     *
     * @return false when that is too far, or what is there is gone or cannot be had soon
     * @throws TransactionMismatchException when one was aborted that was accepted, or the other way round
     */
    boolean areKnown(long endOffset, IsolationFilter isolationFilter) throws IOException {
        FetchSpec behind = fetched.changed(
                new OffsetRange(endOffset, endOffset + MAX_OFFSETS_BEHIND),
                // the marker may lie behind an open transaction
                Isolation.READ_UNCOMMITTED,
                Math.min(fetched.networkTimeoutMs(), MAX_WAIT_MS));
        long bytes = 0;
        try (IsolationFilter all = new IsolationFilter(Isolation.READ_UNCOMMITTED);
                FetchRecordBatchSource source = FetchRecordBatchSource.open(behind, all)) {
            while (isolationFilter.hasUndecided() && bytes < MAX_BYTES_BEHIND && source.next()) {
                RecordBatchView recordBatch = source.current();
                bytes += recordBatch.sizeInBytes();
                if (recordBatch.isControl()) {
                    source.load();
                }
                isolationFilter.lookAhead(recordBatch);
            }
        } catch (TransactionMismatchException e) {
            throw e;
        } catch (IOException e) {
            if (Interrupts.isInterrupt(e)) {
                throw e;
            }
            return false; // nothing of the range is missing
        }
        return !isolationFilter.hasUndecided();
    }

    /** Takes what is undecided for committed unless the broker lists it as aborted. */
    void decideByList(long endOffset, IsolationFilter isolationFilter) throws IOException {
        long lastOffset = Math.max(fetched.range().startOffset(), endOffset - 1);
        FetchSpec lastRecord = fetched.changed(
                new OffsetRange(lastOffset, lastOffset + 1), fetched.isolation(), fetched.networkTimeoutMs());
        try (IsolationFilter listed = new IsolationFilter(fetched.isolation());
                FetchRecordBatchSource source = FetchRecordBatchSource.open(lastRecord, listed)) {
            source.next(); // the list comes with the first record batch
            isolationFilter.decideBy(listed, endOffset);
        }
    }
}
