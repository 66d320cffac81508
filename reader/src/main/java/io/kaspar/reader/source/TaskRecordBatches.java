package io.kaspar.reader.source;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.OtherLineageException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.fetch.RecordsLostException;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import io.kaspar.reader.task.BrokerAccess;
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
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Record batches of a task's ranges, from one source after the other: the replicas on this machine's disks, the leader, and,
 * when what they give is corrupt, in-sync followers. Each goes on where the one before was given up. {@link ReadLocality}
 * says whether files and brokers may be read. Replicas are looked for once, and a broker that is connected stays so for all
 * ranges.
 */
public final class TaskRecordBatches implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRecordBatches.class);

    /** To look for a transaction's marker behind a range; a broker knows as much in one request. */
    private static final int MAX_HEADERS_BEHIND = 2048;

    private static final long NOT_ASKED = -1;

    private final ScanSpec spec;
    private final ScanTask task;
    private final IsolationFilter isolationFilter;
    private final ScanCounters counters;
    private final Cancellation cancellation;
    private final SourceFaults faults = new SourceFaults();
    private final Queue<PartitionDirectory> directories = new ArrayDeque<>();
    private final Set<Integer> avoidedNodes = new HashSet<>();
    private @Nullable OpenSource source;
    private EpochCheck epochs;
    private OffsetRange range;
    /** Told nothing that matters by the network source while markers decide. */
    private final IsolationFilter unjudged = new IsolationFilter(Isolation.READ_UNCOMMITTED);

    private boolean hasSearched;
    private boolean decidesByMarkers;
    private long segmentsCounted;
    private long askedOffset = NOT_ASKED;
    private int bytesCounted;

    /** @param cancellation ends reading, and the waits for brokers */
    public TaskRecordBatches(
            ScanSpec spec,
            ScanTask task,
            IsolationFilter isolationFilter,
            ScanCounters counters,
            Cancellation cancellation) {
        this.spec = spec;
        this.task = task;
        this.isolationFilter = isolationFilter;
        this.counters = counters;
        this.cancellation = cancellation;
        decidesByMarkers = task.hasFailedOften();
        epochs = new EpochCheck(task.lineage(), null);
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
        if (source instanceof OpenSource.Files files) {
            countSegments(files);
            files.batches().close();
            openSegments(files.directory(), next);
        } else if (source instanceof OpenSource.Broker && decidesByMarkers()) {
            closeSource();
        } else if (source instanceof OpenSource.Broker broker) {
            broker.batches().seek(next);
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
            throw new InterruptedIOException("the task was cancelled while it read " + place());
        }
        return nextOf(source == null ? open() : source);
    }

    private boolean nextOf(OpenSource from) throws IOException {
        RecordBatchSource batches = from.batches();
        boolean isThere = batches.next();
        if (from instanceof OpenSource.Files files) {
            countSegments(files);
        }
        if (!isThere) {
            return false;
        }
        if (isLocal()) {
            bytesCounted = 0;
            countBytes(RecordBatchLayout.HEADER_LENGTH);
        } else {
            counters.addNetworkBytes(batches.current().sizeInBytes());
        }
        if (!spec.isOffline() && !epochs.isOfLineage(batches.current())) {
            throw otherLineage(batches.current());
        }
        return true;
    }

    private IOException otherLineage(RecordBatchView found) {
        if (source instanceof OpenSource.Files files && task.lineage() instanceof LogLineage.Known known) {
            return OtherLineageException.writtenAnew(files.directory().path(), known, found);
        }
        return RecordsLostException.truncated(
                place(),
                found.baseOffset(),
                found.source() + " has a record batch of leader epoch " + found.leaderEpoch() + " there, which began"
                        + " after the query was planned");
    }

    /**
     * Makes all of the current batch be there.
     *
     * @throws IOException what {@link #recover} has to be told
     */
    public void load() throws IOException {
        if (source == null) {
            throw noBatch();
        }
        source.batches().load();
        if (isLocal()) {
            countBytes(source.batches().current().sizeInBytes());
        }
    }

    private void countBytes(int length) {
        counters.addLocalBytes(length - bytesCounted);
        bytesCounted = length;
    }

    /** The batch that {@link #next} moved to. */
    public RecordBatchView current() {
        if (source == null) {
            throw noBatch();
        }
        return source.batches().current();
    }

    private static IllegalStateException noBatch() {
        return new IllegalStateException("there is no record batch before next()");
    }

    /** Whether batches come from files now. */
    public boolean isLocal() {
        return source instanceof OpenSource.Files;
    }

    /**
     * Makes sure that what was said of aborted transactions is true, when no more will be read.
     *
     * @param endOffset behind what was read: the range's end, or earlier
     */
    public void requireDecided(long endOffset) throws IOException {
        boolean mayAskBrokers = mayAskBrokers();
        if (!isolationFilter.hasUndecided()
                || areKnownToFiles(endOffset, mayAskBrokers ? MAX_HEADERS_BEHIND : Long.MAX_VALUE)) {
            return;
        }
        if (!(mayAskBrokers && spec.brokers() instanceof BrokerAccess.Brokers reachable)) {
            throw TransactionMismatchException.undecided(openFiles(), endOffset, isolationFilter.firstUndecided());
        }
        if (askedOffset == endOffset) {
            return; // brokers could not decide it, and their own isolation holds
        }
        BrokerOutcomes brokers = new BrokerOutcomes(fetchSpec(reachable, task.span()));
        // brokers that do not answer soon may be away: the disk is read on first, however far the marker lies
        if (!brokers.areKnown(endOffset, isolationFilter)
                && source instanceof OpenSource.Files
                && !areKnownToFiles(endOffset, Long.MAX_VALUE)) {
            brokers.decideByList(endOffset, isolationFilter);
        }
        askedOffset = endOffset;
    }

    private String openFiles() {
        return source instanceof OpenSource.Files files ? files.directory().toString() : place();
    }

    private boolean areKnownToFiles(long endOffset, long mostHeaders) throws IOException {
        return source instanceof OpenSource.Files files
                && new TransactionOutcomes(files.directory(), spec.read().checkCrcs())
                        .areKnown(endOffset, isolationFilter, mostHeaders);
    }

    /**
     * Turns to another source when the fault is one of this source's, and another is there and allowed.
     *
     * @param fault met while the current batch was read, or the next one looked for
     * @param fromOffset the first offset that was not read yet
     * @return the offset to go on from: behind {@code fromOffset} when what is between is lost, and that is no failure; it may
     *     be behind the range as well
     * @throws IOException the fault, with what can be said about it, when there is nothing to turn to
     */
    public long recover(IOException fault, long fromOffset) throws IOException {
        if (LocalFaults.isInterrupt(fault) || fault instanceof TransactionMismatchException) {
            throw fault;
        }
        if (source instanceof OpenSource.Files files) {
            giveUp(files.directory(), fault);
            openFrom(fromOffset);
            return fromOffset;
        }
        if (fault instanceof RecordsLostException lost
                && (!spec.read().failOnDataLoss() || isLostBetween(lost, fromOffset))) {
            return passOver(lost, fromOffset);
        }
        if (fault instanceof CorruptSegmentException && avoidServingNode()) {
            giveUp(FallbackReason.CORRUPT, fault);
            openNetwork(fromOffset);
            return fromOffset;
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
        boolean isLastSource = directories.isEmpty() && !mayAskBrokers();
        if (isLastSource || (!isLocal() && decidesByMarkers)) {
            throw faults.with(fault);
        }
        range = left;
        askedOffset = NOT_ASKED;
        if (source instanceof OpenSource.Files files) {
            giveUp(files.directory(), fault);
        } else {
            LOG.warn(
                    "Reading {} again from offset {} on, by the markers in the log: {}",
                    place(),
                    left.startOffset(),
                    fault.getMessage());
            decidesByMarkers = true;
            closeSource();
        }
    }

    private boolean mayAskBrokers() {
        return spec.brokers() instanceof BrokerAccess.Brokers && spec.read().locality() != ReadLocality.REQUIRED;
    }

    private boolean decidesByMarkers() {
        return decidesByMarkers && spec.read().isolation() == Isolation.READ_COMMITTED;
    }

    private void giveUp(PartitionDirectory given, IOException fault) throws IOException {
        FallbackReason reason = LocalFaults.reason(fault);
        if (directories.isEmpty() && spec.read().locality() == ReadLocality.REQUIRED) {
            throw faults.with(new IOException(required(reason, fault.getMessage() + ", in " + given), fault));
        }
        giveUp(reason, fault);
    }

    private void giveUp(FallbackReason reason, IOException fault) throws IOException {
        closeSource();
        faults.add(fault);
        fallBack(reason, String.valueOf(fault.getMessage()));
    }

    private boolean avoidServingNode() {
        return source instanceof OpenSource.Broker broker
                && broker.batches().servingNode().isPresent()
                && avoidedNodes.add(broker.batches().servingNode().getAsInt());
    }

    /** Whether only offsets are lost that nobody asked for. */
    private boolean isLostBetween(RecordsLostException lost, long fromOffset) {
        long endOffset = Math.min(lost.nextOffset(), task.span().endOffset());
        return endOffset > fromOffset && task.wantedOffsets(new OffsetRange(fromOffset, endOffset)) == 0;
    }

    private long passOver(RecordsLostException lost, long fromOffset) throws IOException {
        long resumedOffset =
                Math.max(fromOffset, Math.min(lost.nextOffset(), task.span().endOffset()));
        long lostOffsets = task.wantedOffsets(new OffsetRange(fromOffset, resumedOffset));
        if (lostOffsets > 0) {
            sayLost(lost, fromOffset, resumedOffset, lostOffsets);
        }
        closeSource();
        openNetwork(resumedOffset);
        return resumedOffset;
    }

    private void sayLost(RecordsLostException lost, long fromOffset, long resumedOffset, long lostOffsets) {
        counters.addLostOffsets(lost.loss(), lostOffsets);
        LOG.warn(
                "Records of {} are lost, offsets {} to {}: {}. failOnDataLoss=false: the query goes on without them ({})",
                place(),
                fromOffset,
                resumedOffset - 1,
                lost.loss().text(),
                lost.getMessage());
    }

    private OpenSource open() throws IOException {
        if (!hasSearched) {
            hasSearched = true;
            search();
        }
        return openFrom(range.startOffset());
    }

    private void search() throws IOException {
        if (task.hasFailedOften() && spec.read().locality() == ReadLocality.PREFERRED && !spec.isOffline()) {
            fallBack(FallbackReason.FAILED_BEFORE, "what files say may be the reason");
        } else if (spec.read().locality() != ReadLocality.OFF) {
            LocalSearch search = new LocalReplicas(spec, task).search();
            if (search instanceof LocalSearch.Found found) {
                directories.addAll(found.directories());
            } else if (search instanceof LocalSearch.NotFound notFound) {
                if (spec.isOffline()) {
                    throw new IOException(
                            place() + " is read without a cluster, but this machine does not have what the"
                                    + " driver saw: " + notFound.detail()
                                    + "; log.dirs must name directories that driver and executors alike see");
                }
                if (spec.read().locality() == ReadLocality.REQUIRED) {
                    throw new IOException(required(notFound.reason(), notFound.detail()));
                }
                fallBack(notFound.reason(), notFound.detail());
            }
        }
    }

    /** Opens the first of the sources left that can be opened. */
    private OpenSource openFrom(long fromOffset) throws IOException {
        PartitionDirectory candidate;
        while ((candidate = directories.poll()) != null) {
            try {
                return openLocal(candidate, new OffsetRange(fromOffset, range.endOffset()));
            } catch (IOException fault) {
                if (LocalFaults.isInterrupt(fault)) {
                    throw fault;
                }
                giveUp(candidate, fault);
            }
        }
        return openNetwork(fromOffset);
    }

    private OpenSource openLocal(PartitionDirectory found, OffsetRange left) throws IOException {
        epochs = new EpochCheck(task.lineage(), found.requireLineage(task.lineage()));
        return openSegments(found, left);
    }

    private OpenSource openSegments(PartitionDirectory found, OffsetRange left) throws IOException {
        // Before the segments: compaction drops records first, and then what says that they were aborted.
        isolationFilter.begin(
                spec.read().isolation() == Isolation.READ_COMMITTED ? found.abortedTransactions(left) : List.of(),
                left.startOffset());
        OpenSource opened = new OpenSource.Files(
                found,
                new SegmentRecordBatchSource(
                        found, left, spec.read().checkCrcs(), task.lineage().plannedEnd()));
        segmentsCounted = 0;
        source = opened;
        return opened;
    }

    private OpenSource openNetwork(long fromOffset) throws IOException {
        if (!(spec.brokers() instanceof BrokerAccess.Brokers brokers)) {
            throw faults.with(new IOException("cannot read " + place() + " from offset " + fromOffset
                    + " on: there is no other copy, and no broker to ask (kafka.bootstrap.servers is not set)"));
        }
        epochs = new EpochCheck(task.lineage(), null);
        OffsetRange left = new OffsetRange(fromOffset, Math.max(fromOffset, range.endOffset()));
        FetchSpec all =
                fetchSpec(brokers, new OffsetRange(fromOffset, task.span().endOffset()));
        FetchRecordBatchSource opened =
                decidesByMarkers() ? openByMarkers(all, left) : FetchRecordBatchSource.open(all, isolationFilter);
        opened.seek(left);
        OpenSource broker = new OpenSource.Broker(opened);
        source = broker;
        return broker;
    }

    private FetchRecordBatchSource openByMarkers(FetchSpec all, OffsetRange left) throws IOException {
        isolationFilter.begin(new BrokerMarkers(all).aborted(left), left.startOffset());
        return FetchRecordBatchSource.open(
                all.changed(all.range(), Isolation.READ_UNCOMMITTED, all.networkTimeoutMs()), unjudged);
    }

    private FetchSpec fetchSpec(BrokerAccess.Brokers brokers, OffsetRange fetched) {
        return new FetchSpec(
                spec.topic().name(),
                spec.topic().id(),
                task.partition(),
                fetched,
                task.lineage(),
                spec.read().isolation(),
                spec.read().checkCrcs(),
                brokers.kafkaProperties(),
                spec.read().networkTimeoutMs(),
                avoidedNodes,
                cancellation);
    }

    private String place() {
        return spec.topic().name() + "-" + task.partition();
    }

    private void fallBack(FallbackReason reason, String detail) {
        counters.addFallback(reason);
        switch (reason) {
            // OTHER_NODE: brokers in containers all name their directories alike
            case NO_REPLICA_PLACES, NOT_ON_THIS_MACHINE, OTHER_NODE ->
                LOG.info("Reading {} over the network: {} ({})", place(), reason.text(), detail);
            case OTHER_CLUSTER,
                    OTHER_TOPIC,
                    NOT_READABLE,
                    RANGE_NOT_HELD,
                    OLD_FORMAT,
                    CORRUPT,
                    FILES_CHANGED,
                    OTHER_LINEAGE,
                    FAILED_BEFORE ->
                LOG.warn("Reading {} from another disk or over the network: {} ({})", place(), reason.text(), detail);
        }
    }

    private String required(FallbackReason reason, String detail) {
        return "read.locality=required, but " + place() + " cannot be read from a broker's disk on this machine: "
                + reason.text() + " (" + detail + "). Run executors where the brokers are, map their directories with"
                + " log.dirs, or set read.locality=preferred";
    }

    private void countSegments(OpenSource.Files files) {
        counters.addSegmentsOpened(files.batches().segmentsOpened() - segmentsCounted);
        segmentsCounted = files.batches().segmentsOpened();
    }

    private void closeSource() throws IOException {
        if (source instanceof OpenSource.Files files) {
            countSegments(files);
        }
        if (source != null) {
            source.batches().close();
        }
        source = null;
    }

    @Override
    public void close() throws IOException {
        try (unjudged) {
            closeSource();
        }
    }
}
