package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.OffsetRange;
import io.kaspar.reader.fetch.FetchRecordBatchSource;
import io.kaspar.reader.fetch.FetchSpec;
import io.kaspar.reader.isolation.Isolation;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.segment.PartitionDirectory;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Record batches of a task's range: from a replica's files on this machine as long as that goes, else, or from where it
 * ends, from the broker. Which of the two is allowed, {@link ReadLocality} says.
 */
final class TaskRecordBatches implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskRecordBatches.class);

    private final ScanSpec spec;
    private final ScanTask task;
    private final IsolationFilter isolationFilter;
    private final ScanCounters counters;
    private @Nullable RecordBatchSource source;
    private @Nullable SegmentRecordBatchSource localSource;
    private @Nullable PartitionDirectory directory;
    private @Nullable IOException localFault;
    private long segmentsCounted;
    private int bytesCounted;

    TaskRecordBatches(ScanSpec spec, ScanTask task, IsolationFilter isolationFilter, ScanCounters counters) {
        this.spec = spec;
        this.task = task;
        this.isolationFilter = isolationFilter;
        this.counters = counters;
    }

    /**
     * Moves to the next batch that holds an offset of the range, as {@link RecordBatchSource#next} does. False at its end.
     *
     * @throws IOException what {@link #recover} has to be told
     */
    boolean next() throws IOException {
        if (task.range().isEmpty()) {
            return false;
        }
        return nextOf(source == null ? open() : source);
    }

    private boolean nextOf(RecordBatchSource from) throws IOException {
        if (!from.next()) {
            countSegments();
            return false;
        }
        if (isLocal()) {
            bytesCounted = 0;
            countBytes(RecordBatchLayout.HEADER_LENGTH);
            countSegments();
        } else {
            counters.addNetworkBytes(from.current().sizeInBytes());
        }
        return true;
    }

    /**
     * Makes all of the current batch be there.
     *
     * @throws IOException what {@link #recover} has to be told
     */
    void load() throws IOException {
        if (source == null) {
            throw noBatch();
        }
        source.load();
        if (isLocal()) {
            countBytes(source.current().sizeInBytes());
        }
    }

    private void countBytes(int length) {
        counters.addLocalBytes(length - bytesCounted);
        bytesCounted = length;
    }

    /** The batch that {@link #next} moved to. */
    RecordBatchView current() {
        if (source == null) {
            throw noBatch();
        }
        return source.current();
    }

    private static IllegalStateException noBatch() {
        return new IllegalStateException("there is no record batch before next()");
    }

    /** Whether batches come from files now. */
    boolean isLocal() {
        return localSource != null;
    }

    /**
     * Turns to the broker when the fault is one of local files and another source is allowed.
     *
     * @param fault met while the current batch was read, or the next one looked for
     * @param fromOffset the first offset that was not read yet
     * @throws IOException the fault, with what can be said about it, when there is nothing to turn to
     */
    void recover(IOException fault, long fromOffset) throws IOException {
        if (LocalFaults.isInterrupt(fault) || directory == null) {
            throw withLocalFault(fault);
        }
        FallbackReason reason = LocalFaults.reason(fault);
        if (spec.isOffline()) {
            throw fault;
        }
        if (spec.locality() == ReadLocality.REQUIRED) {
            throw new IOException(required(reason, fault.getMessage() + ", in " + directory), fault);
        }
        closeSource();
        directory = null;
        localFault = fault;
        fallBack(reason, String.valueOf(fault.getMessage()));
        source = openNetwork(fromOffset);
    }

    private RecordBatchSource open() throws IOException {
        if (spec.locality() == ReadLocality.OFF) {
            return openNetwork(task.range().startOffset());
        }
        LocalSearch search = new LocalReplicas(spec, task).search();
        if (search instanceof LocalSearch.Found found) {
            return openLocal(found.directory());
        }
        LocalSearch.NotFound notFound = (LocalSearch.NotFound) search;
        if (spec.isOffline()) {
            throw new IOException(
                    spec.topic() + "-" + task.partition() + " is read without a cluster, but this machine does"
                            + " not have what the driver saw: " + notFound.detail()
                            + "; log.dirs must name directories that driver and executors alike see");
        }
        if (spec.locality() == ReadLocality.REQUIRED) {
            throw new IOException(required(notFound.reason(), notFound.detail()));
        }
        fallBack(notFound.reason(), notFound.detail());
        return openNetwork(task.range().startOffset());
    }

    private RecordBatchSource openLocal(PartitionDirectory found) throws IOException {
        directory = found;
        // Before the segments: compaction drops records first, and then what says that they were aborted.
        isolationFilter.begin(
                spec.isolation() == Isolation.READ_COMMITTED ? found.abortedTransactions(task.range()) : List.of());
        localSource = new SegmentRecordBatchSource(found, task.range(), spec.checkCrcs());
        source = localSource;
        return localSource;
    }

    private RecordBatchSource openNetwork(long fromOffset) throws IOException {
        FetchSpec fetchSpec = new FetchSpec(
                spec.topic(),
                spec.topicId(),
                task.partition(),
                new OffsetRange(fromOffset, task.range().endOffset()),
                spec.isolation(),
                spec.checkCrcs(),
                spec.kafkaProperties(),
                spec.networkTimeoutMs());
        source = FetchRecordBatchSource.open(fetchSpec, isolationFilter);
        return source;
    }

    private void fallBack(FallbackReason reason, String detail) {
        counters.addFallback(reason);
        String place = spec.topic() + "-" + task.partition();
        switch (reason) {
            case NO_REPLICA_PLACES, NOT_ON_THIS_MACHINE ->
                LOG.info("Reading {} over the network: {} ({})", place, reason.text(), detail);
            case OTHER_CLUSTER,
                    OTHER_NODE,
                    OTHER_TOPIC,
                    NOT_READABLE,
                    RANGE_NOT_HELD,
                    OLD_FORMAT,
                    CORRUPT,
                    FILES_CHANGED -> LOG.warn("Reading {} over the network: {} ({})", place, reason.text(), detail);
        }
    }

    private String required(FallbackReason reason, String detail) {
        return "read.locality=required, but " + spec.topic() + "-" + task.partition()
                + " cannot be read from a broker's disk on this machine: " + reason.text() + " (" + detail
                + "). Run executors where the brokers are, map their directories with log.dirs, or set"
                + " read.locality=preferred";
    }

    private IOException withLocalFault(IOException networkFault) {
        if (localFault == null || LocalFaults.isInterrupt(networkFault)) {
            return networkFault;
        }
        IOException both = new IOException(
                networkFault.getMessage() + ". Before, the broker's own files could not be read: "
                        + localFault.getMessage(),
                networkFault);
        both.addSuppressed(localFault);
        return both;
    }

    private void countSegments() {
        if (localSource != null) {
            counters.addSegmentsOpened(localSource.segmentsOpened() - segmentsCounted);
            segmentsCounted = localSource.segmentsOpened();
        }
    }

    private void closeSource() throws IOException {
        if (source != null) {
            countSegments();
            source.close();
        }
        source = null;
        localSource = null;
    }

    @Override
    public void close() throws IOException {
        closeSource();
    }
}
