package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TailWait;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReadLocality;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.schema.cancel.Cancellation;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Record batches of a task's ranges, from one source after the other: the replicas on this machine's disks, the leader, and,
 * when what they give is corrupt, in-sync followers. Each goes on where the one before was given up. {@link ReadLocality}
 * says whether files and brokers may be read. Replicas are looked for once, and a source stays open for all ranges.
 *
 * <pre>
 * search ──► files ──► files ──► leader ──► follower ──► …     the next one when the source says {@link SourceFault.GivenUp}
 *              │         │         │
 *              ▼         ▼         ▼
 *            ranges, one after the other                       of the source that is open
 * </pre>
 */
public final class SourceChain implements Closeable {
    private final ScanSpec spec;
    private final ScanTask task;
    private final ScanCounters counters;
    private final Cancellation cancellation;
    private final String place;
    private final @Nullable TaskBrokers brokers;
    private final TransactionJudge transactions;
    private final FallbackLog log;
    private final SourceFaults faults = new SourceFaults();
    private final Queue<TaskSource> files = new ArrayDeque<>();
    private @Nullable TaskSource source;
    private OffsetRange range;
    private boolean hasSearched;

    /**
     * @param cancellation ends reading, and the waits for brokers
     * @param tailWait for records of an open range
     */
    public SourceChain(
            ScanSpec spec,
            ScanTask task,
            IsolationFilter isolationFilter,
            ScanCounters counters,
            Cancellation cancellation,
            TailWait tailWait) {
        this.spec = spec;
        this.task = task;
        this.counters = counters;
        this.cancellation = cancellation;
        place = spec.partitionOf(task).toString();
        brokers = TaskBrokers.of(spec, task, cancellation, tailWait).orElse(null);
        transactions = new TransactionJudge(place, spec.read(), task, isolationFilter);
        log = new FallbackLog(place, counters);
        range = new OffsetRange(task.span().startOffset(), task.span().startOffset());
    }

    /**
     * Goes on with a range, in the source that is open. Nothing may be undecided of what was read before, unless this follows
     * it without a gap.
     *
     * @param next begins at or behind the end of the range before; within the task's span
     * @throws IOException what {@link #recover} has to be told
     */
    public void goOn(OffsetRange next) throws IOException {
        range = next;
        if (source != null) {
            source.goOn(next);
        }
    }

    /**
     * Moves to the next batch that holds an offset of the range, as {@link RecordBatchSource#next} does. False at its end.
     *
     * @throws IOException what {@link #recover} has to be told
     */
    public boolean next() throws IOException {
        if (range.isEmpty()) {
            return false;
        }
        if (cancellation.isCancelled()) {
            throw new InterruptedIOException("the task was cancelled while it read " + place);
        }
        if (source == null) {
            search();
            openNext(range.startOffset());
        }
        return opened().next();
    }

    /**
     * Makes all of the current batch be there.
     *
     * @throws IOException what {@link #recover} has to be told
     */
    public void load() throws IOException {
        opened().load();
    }

    /** The batch that {@link #next} moved to. */
    public RecordBatchView current() {
        return opened().current();
    }

    private TaskSource opened() {
        if (source == null) {
            throw new IllegalStateException("there is no record batch before next()");
        }
        return source;
    }

    /** Whether batches come from files now. */
    public boolean isLocal() {
        return source != null && source.isLocal();
    }

    /**
     * Makes sure that what was said of aborted transactions is true, when no more will be read.
     *
     * @param endOffset behind what was read: the range's end, or earlier
     */
    public void requireDecided(long endOffset) throws IOException {
        transactions.requireDecided(endOffset, source, brokersToAsk());
    }

    private @Nullable TaskBrokers brokersToAsk() {
        return spec.read().locality() == ReadLocality.REQUIRED ? null : brokers;
    }

    /**
     * Turns to another source when the fault is one of this source's, and another is there and allowed.
     *
     * @param fault met while the current batch was read, or the next one looked for
     * @param fromOffset the first offset that was not read yet
     * @return the offset to go on from; the end of an open range when all of it is lost; behind {@code fromOffset} when what is between is lost, and that is no failure; it may
     *     be behind the range as well
     * @throws IOException the fault, with what can be said about it, when there is nothing to turn to
     */
    public long recover(IOException fault, long fromOffset) throws IOException {
        if (Interrupts.isInterrupt(fault) || fault instanceof TransactionMismatchException) {
            throw fault;
        }
        SourceFault judged = source == null ? new SourceFault.Fatal() : source.judge(fault);
        if (judged instanceof SourceFault.GivenUp givenUp) {
            giveUp(givenUp.reason(), fault);
            openNext(fromOffset);
            return fromOffset;
        }
        if (judged instanceof SourceFault.BrokerGivenUp givenUp && brokers != null && brokers.avoid(givenUp.nodeId())) {
            giveUp(givenUp.reason(), fault);
            openNext(fromOffset);
            return fromOffset;
        }
        if (judged instanceof SourceFault.Lost lost
                && (!spec.read().failOnDataLoss() || isLostBetween(lost.loss(), fromOffset))) {
            return passOver(lost.loss(), fromOffset);
        }
        throw faults.with(fault);
    }

    /**
     * Turns to another source, or from a broker's list to the markers in the log, after all was taken back that was read wrongly.
     *
     * @param left where to go on
     * @throws IOException the fault, when there is nothing to turn to
     */
    public void retract(TransactionMismatchException fault, OffsetRange left) throws IOException {
        if (files.isEmpty() && brokersToAsk() == null) {
            throw faults.with(fault);
        }
        SourceFault judged = source == null ? new SourceFault.WrongList() : source.judge(fault);
        if (judged instanceof SourceFault.GivenUp givenUp) {
            giveUp(givenUp.reason(), fault);
        } else if (!task.isTail() && transactions.turnToMarkers()) {
            log.turnedToMarkers(left.startOffset(), fault);
            closeSource();
        } else {
            throw faults.with(fault);
        }
        range = left;
        transactions.restart();
    }

    private void giveUp(FallbackReason reason, IOException fault) throws IOException {
        if (files.isEmpty() && spec.read().locality() == ReadLocality.REQUIRED) {
            throw faults.with(new IOException(required(reason, fault.getMessage() + ", in " + source), fault));
        }
        closeSource();
        faults.add(fault);
        log.fallBack(reason, String.valueOf(fault.getMessage()));
    }

    /** Whether only offsets are lost that nobody asked for. */
    private boolean isLostBetween(RecordsLostException lost, long fromOffset) {
        long endOffset = Math.min(lost.nextOffset(), task.span().endOffset());
        return endOffset > fromOffset && task.wantedOffsets(new OffsetRange(fromOffset, endOffset)) == 0;
    }

    private long passOver(RecordsLostException lost, long fromOffset) throws IOException {
        long resumedOffset =
                Math.max(fromOffset, Math.min(lost.nextOffset(), task.span().endOffset()));
        long lostEnd = resumedOffset == OffsetRange.OPEN_END
                ? Math.max(fromOffset, task.lineage().plannedEnd().orElse(fromOffset))
                : resumedOffset;
        long lostOffsets = task.wantedOffsets(new OffsetRange(fromOffset, lostEnd));
        if (lostOffsets > 0) {
            log.lost(lost, fromOffset, lostEnd, lostOffsets);
        }
        closeSource();
        openNext(resumedOffset);
        return resumedOffset;
    }

    private void search() throws IOException {
        // of files nobody knows how far they may be read, when nobody has asked the leader for its end
        if (hasSearched || task.isTail()) {
            return;
        }
        hasSearched = true;
        if (task.hasFailedOften() && spec.read().locality() == ReadLocality.PREFERRED && !spec.isOffline()) {
            log.fallBack(FallbackReason.FAILED_BEFORE, "what files say may be the reason");
        } else if (spec.read().locality() != ReadLocality.OFF) {
            LocalSearch search = new LocalReplicas(spec, task).search();
            if (search instanceof LocalSearch.Found found) {
                found.directories().forEach(this::add);
            } else if (search instanceof LocalSearch.NotFound notFound) {
                checkNotNeeded(notFound);
                log.fallBack(notFound.reason(), notFound.detail());
            }
        }
    }

    private void add(PartitionDirectory directory) {
        files.add(new FilesSource(directory, spec, task, transactions, counters));
    }

    private void checkNotNeeded(LocalSearch.NotFound notFound) throws IOException {
        if (spec.isOffline()) {
            throw new IOException(place + " is read without a cluster, but this machine does not have what the"
                    + " driver saw: " + notFound.detail()
                    + "; log.dirs must name directories that driver and executors alike see");
        }
        if (spec.read().locality() == ReadLocality.REQUIRED) {
            throw new IOException(required(notFound.reason(), notFound.detail()));
        }
    }

    /** Opens the first of the sources left that can be opened. */
    private void openNext(long fromOffset) throws IOException {
        OffsetRange left = new OffsetRange(fromOffset, Math.max(fromOffset, range.endOffset()));
        boolean isOpen = false;
        while (!isOpen) {
            TaskSource candidate = nextSource(fromOffset);
            source = candidate;
            isOpen = tryOpen(candidate, left);
        }
    }

    private boolean tryOpen(TaskSource candidate, OffsetRange left) throws IOException {
        try {
            candidate.goOn(left);
            return true;
        } catch (IOException fault) {
            if (!Interrupts.isInterrupt(fault) && candidate.judge(fault) instanceof SourceFault.GivenUp givenUp) {
                giveUp(givenUp.reason(), fault);
                return false;
            }
            throw fault;
        }
    }

    private TaskSource nextSource(long fromOffset) throws IOException {
        TaskSource next = files.poll();
        if (next != null) {
            return next;
        }
        if (brokers == null) {
            throw faults.with(new IOException("cannot read " + place + " from offset " + fromOffset
                    + " on: there is no other copy, and no broker to ask (kafka.bootstrap.servers is not set)"));
        }
        return new BrokerSource(brokers, task, transactions, counters);
    }

    private String required(FallbackReason reason, String detail) {
        return "read.locality=required, but " + place + " cannot be read from a broker's disk on this machine: "
                + reason.text() + " (" + detail + "). Run executors where the brokers are, map their directories with"
                + " log.dirs, or set read.locality=preferred";
    }

    private void closeSource() throws IOException {
        if (source != null) {
            source.close();
        }
        source = null;
    }

    @Override
    public void close() throws IOException {
        try (transactions) {
            closeSource();
        }
    }
}
