package io.kaspar.reader.golden;

import io.kaspar.reader.batch.RecordBatchSource;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.isolation.IsolationFilter;
import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.record.RecordBuffer;
import io.kaspar.reader.record.RecordCursor;
import io.kaspar.reader.segment.SegmentRecordBatchSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The whole way from files to records, as a scan goes it. */
public final class LogReading {
    private LogReading() {}

    /** The records of a range. */
    public static List<ReadRecord> read(PartitionDirectory directory, OffsetRange range, Isolation isolation)
            throws IOException {
        List<ReadRecord> found = new ArrayList<>();
        readInto(found, directory, range, isolation, true);
        return found;
    }

    /** As {@link #read}, but what was read before a failure is kept. */
    public static void readInto(
            List<ReadRecord> found,
            PartitionDirectory directory,
            OffsetRange range,
            Isolation isolation,
            boolean checkCrcs)
            throws IOException {
        try (IsolationFilter filter = new IsolationFilter(isolation);
                SegmentRecordBatchSource source = new SegmentRecordBatchSource(directory, range, checkCrcs)) {
            if (isolation == Isolation.READ_COMMITTED) {
                filter.begin(directory.abortedTransactions(range), 0);
            }
            readInto(found, source, filter, range);
        }
    }

    /** The records of all batches that a source gives, in the isolation that needs no list of what was aborted. */
    public static List<ReadRecord> readAll(RecordBatchSource source) throws IOException {
        List<ReadRecord> found = new ArrayList<>();
        try (source;
                IsolationFilter filter = new IsolationFilter(Isolation.READ_UNCOMMITTED)) {
            readInto(found, source, filter, new OffsetRange(0, Long.MAX_VALUE));
        }
        return found;
    }

    private static void readInto(
            List<ReadRecord> found, RecordBatchSource source, IsolationFilter filter, OffsetRange range)
            throws IOException {
        RecordBuffer buffer = new RecordBuffer();
        try (RecordCursor cursor = new RecordCursor(buffer)) {
            while (source.next()) {
                source.load();
                if (!filter.accepts(source.current())) {
                    continue;
                }
                cursor.open(source.current());
                while (cursor.next()) {
                    if (cursor.offset() >= range.startOffset() && cursor.offset() < range.endOffset()) {
                        found.add(ReadRecord.of(cursor));
                    }
                    buffer.reset();
                }
            }
        }
    }
}
