package io.kaspar.reader.source;

import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ReadSettings;
import io.kaspar.reader.task.ScanTask;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a task's filter which transactions were aborted, by a list or by the markers in the log, and makes sure at the end that it
 * was true. Not thread-safe.
 */
final class TransactionJudge implements Closeable {
    /** To look for a transaction's marker behind a range; a broker knows as much in one request. */
    private static final int MAX_HEADERS_BEHIND = 2048;

    private static final long NOT_ASKED = -1;

    private final String place;
    private final ReadSettings read;
    private final OffsetRange span;
    private final IsolationFilter filter;
    /** Told nothing that matters by brokers while markers decide. */
    private final IsolationFilter unjudged = new IsolationFilter(Isolation.READ_UNCOMMITTED);

    private boolean believesMarkers;
    private long askedOffset = NOT_ASKED;

    /**
     * @param place the topic and partition, for messages
     * @param filter is told; not closed with this
     */
    TransactionJudge(String place, ReadSettings read, ScanTask task, IsolationFilter filter) {
        this.place = place;
        this.read = read;
        this.filter = filter;
        span = task.span();
        believesMarkers = task.hasFailedOften();
    }

    private boolean isCommittedOnly() {
        return read.isolation() == Isolation.READ_COMMITTED;
    }

    /** Tells what files say of a range; is called before their segments are read. */
    void begin(PartitionDirectory directory, OffsetRange range) throws IOException {
        filter.begin(isCommittedOnly() ? directory.abortedTransactions(range) : List.of(), range.startOffset());
    }

    /**
     * Fetches, and tells what brokers, or the markers of one range, say.
     *
     * @param all what may be fetched over the connection
     * @param range whose records are read first
     */
    FetchRecordBatchSource open(FetchSpec all, OffsetRange range) throws IOException {
        if (!believesMarkers()) {
            return FetchRecordBatchSource.open(all, filter);
        }
        filter.begin(new BrokerMarkers(all).aborted(range), range.startOffset());
        return FetchRecordBatchSource.open(
                all.changed(all.range(), Isolation.READ_UNCOMMITTED, all.networkTimeoutMs()), unjudged);
    }

    /** Whether the markers in the log decide, and not a broker's list. */
    boolean believesMarkers() {
        return believesMarkers && isCommittedOnly();
    }

    /** Believes the markers from now on; false when that was so already. */
    boolean turnToMarkers() {
        boolean isNew = !believesMarkers;
        believesMarkers = true;
        return isNew;
    }

    /** What was read is read again, so that what was said of its end counts no more. */
    void restart() {
        askedOffset = NOT_ASKED;
    }

    /** Whether files say what became of the transactions that records were given of. */
    boolean areKnownTo(PartitionDirectory directory, long endOffset, long mostHeaders) throws IOException {
        return new TransactionOutcomes(directory, read.checkCrcs()).areKnown(endOffset, filter, mostHeaders);
    }

    /**
     * Makes sure that what was said of aborted transactions is true, when no more will be read.
     *
     * @param endOffset behind what was read
     * @param source that was read last; null when it was given up
     * @param brokers to be asked; null when none may be
     * @throws TransactionMismatchException when it is not true, or nobody knows
     */
    void requireDecided(long endOffset, @Nullable TaskSource source, @Nullable TaskBrokers brokers) throws IOException {
        if (!filter.hasUndecided()
                || isKnownTo(source, endOffset, brokers != null ? MAX_HEADERS_BEHIND : Long.MAX_VALUE)) {
            return;
        }
        if (brokers == null) {
            throw TransactionMismatchException.undecided(
                    source == null ? place : source.toString(), endOffset, filter.firstUndecided());
        }
        if (askedOffset == endOffset) {
            return; // brokers could not decide it, and their own isolation holds
        }
        BrokerOutcomes outcomes = new BrokerOutcomes(brokers.fetchSpec(span));
        // brokers that do not answer soon may be away: the disk is read on first, however far the marker lies
        if (!outcomes.areKnown(endOffset, filter)
                && source != null
                && source.isLocal()
                && !source.knowsOutcomes(endOffset, Long.MAX_VALUE)) {
            outcomes.decideByList(endOffset, filter);
        }
        askedOffset = endOffset;
    }

    private static boolean isKnownTo(@Nullable TaskSource source, long endOffset, long mostHeaders) throws IOException {
        return source != null && source.knowsOutcomes(endOffset, mostHeaders);
    }

    @Override
    public void close() throws IOException {
        unjudged.close();
    }
}
