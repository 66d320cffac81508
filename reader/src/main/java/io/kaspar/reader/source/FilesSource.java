package io.kaspar.reader.source;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.OtherLineageException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.RangeNotHeldException;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A replica's files on this machine: of a live broker, or a copy. */
final class FilesSource implements TaskSource {
    private final PartitionDirectory directory;
    private final ScanSpec spec;
    private final ScanTask task;
    private final TransactionJudge transactions;
    private final ScanCounters counters;
    private @Nullable EpochCheck epochs;
    private @Nullable SegmentRecordBatchSource batches;
    private long segmentsCounted;
    private int bytesCounted;

    FilesSource(
            PartitionDirectory directory,
            ScanSpec spec,
            ScanTask task,
            TransactionJudge transactions,
            ScanCounters counters) {
        this.directory = directory;
        this.spec = spec;
        this.task = task;
        this.transactions = transactions;
        this.counters = counters;
    }

    @Override
    public void goOn(OffsetRange next) throws IOException {
        close();
        if (epochs == null) {
            epochs = new EpochCheck(task.lineage(), directory.requireLineage(task.lineage()));
        }
        // Before the segments: compaction drops records first, and then what says that they were aborted.
        transactions.begin(directory, next);
        batches = new SegmentRecordBatchSource(
                directory, next, spec.read().checkCrcs(), task.lineage().plannedEnd());
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean next() throws IOException {
        SegmentRecordBatchSource open = opened();
        boolean isThere = open.next();
        countSegments(open);
        if (!isThere) {
            return false;
        }
        bytesCounted = 0;
        countBytes(RecordBatchLayout.HEADER_LENGTH);
        requireLineage(open.current());
        return true;
    }

    private void requireLineage(RecordBatchView recordBatch) throws IOException {
        if (!spec.isOffline()
                && !Objects.requireNonNull(epochs).isOfLineage(recordBatch)
                && task.lineage() instanceof LogLineage.Known known) {
            throw OtherLineageException.writtenAnew(directory.path(), known, recordBatch);
        }
    }

    @Override
    public void load() throws IOException {
        SegmentRecordBatchSource open = opened();
        open.load();
        countBytes(open.current().sizeInBytes());
    }

    @Override
    public RecordBatchView current() {
        return opened().current();
    }

    private SegmentRecordBatchSource opened() {
        return Objects.requireNonNull(batches, "goOn() comes first");
    }

    /** Whatever they fail of, another source need not. */
    @Override
    public SourceFault judge(IOException fault) {
        return new SourceFault.GivenUp(reason(fault));
    }

    private static FallbackReason reason(IOException fault) {
        if (fault instanceof RangeNotHeldException) {
            return FallbackReason.RANGE_NOT_HELD;
        }
        if (fault instanceof OldFormatException) {
            return FallbackReason.OLD_FORMAT;
        }
        if (fault instanceof OtherLineageException) {
            return FallbackReason.OTHER_LINEAGE;
        }
        if (fault instanceof TransactionMismatchException) {
            return FallbackReason.OTHER_TRANSACTIONS;
        }
        if (fault instanceof FilesChangedException) {
            return FallbackReason.FILES_CHANGED;
        }
        if (fault instanceof CorruptSegmentException) {
            return FallbackReason.CORRUPT;
        }
        return FallbackReason.NOT_READABLE;
    }

    @Override
    public boolean knowsOutcomes(long endOffset, long mostHeaders) throws IOException {
        return transactions.areKnownTo(directory, endOffset, mostHeaders);
    }

    private void countBytes(int length) {
        counters.addLocalBytes(length - bytesCounted);
        bytesCounted = length;
    }

    private void countSegments(SegmentRecordBatchSource open) {
        counters.addSegmentsOpened(open.segmentsOpened() - segmentsCounted);
        segmentsCounted = open.segmentsOpened();
    }

    @Override
    public void close() throws IOException {
        if (batches != null) {
            countSegments(batches);
            segmentsCounted = 0;
            batches.close();
            batches = null;
        }
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
