package io.kaspar.reader.source;

import io.kaspar.reader.batch.OldFormatException;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.directory.FilesChangedException;
import io.kaspar.reader.directory.NotReadableException;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.isolation.TransactionMismatchException;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.segment.RangeNotHeldException;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.EOFException;
import java.io.IOException;

/**
 * Makes sure that a replica's files knew what became of the transactions that reach the end of a range.
 *
 * <p>A replica that is behind its leader may have records of a transaction and not yet the marker that aborted it; its
 * transaction index lacks the entry then, and the records look committed.
 */
final class TransactionOutcomes {
    private final PartitionDirectory directory;
    private final boolean checkCrcs;

    TransactionOutcomes(PartitionDirectory directory, boolean checkCrcs) {
        this.directory = directory;
        this.checkCrcs = checkCrcs;
    }

    /**
     * Reads the headers behind an offset until each transaction that the filter met records of has its marker.
     *
     * @param mostBatches how many headers to read at most
     * @return false when there are more, or the log ends, or cannot be read on, before one is decided
     * @throws TransactionMismatchException when one was aborted that was accepted, or the other way round
     */
    boolean areKnown(long endOffset, IsolationFilter isolationFilter, long mostBatches) throws IOException {
        if (!isolationFilter.hasUndecided()) {
            return true;
        }
        OffsetRange behind = new OffsetRange(endOffset, Long.MAX_VALUE);
        try (SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, behind, checkCrcs)) {
            long batches = 0;
            while (isolationFilter.hasUndecided() && source.next()) {
                if (++batches > mostBatches) {
                    return false;
                }
                RecordBatchView recordBatch = source.current();
                if (recordBatch.isControl()) {
                    source.load();
                }
                isolationFilter.lookAhead(recordBatch);
            }
            return true;
        } catch (RangeNotHeldException e) {
            // What compaction has been behind of was decided here. What retention took may never have been.
            return directory.holds(endOffset) && directory.isCompactedBehind(endOffset);
        } catch (CorruptSegmentException
                | OldFormatException
                | NotReadableException
                | FilesChangedException
                | EOFException e) {
            return false; // what is wrong behind the range is no fault of the range
        }
    }
}
