package io.kaspar.reader.golden;

import io.kaspar.reader.log.Isolation;
import io.kaspar.reader.log.OffsetRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;

/** A partition's segment files as Kafka's own classes read them. */
public final class OracleLog {
    private OracleLog() {}

    /** A record batch's place, and whether its transaction was aborted in the end. */
    private record Batch(RecordBatch recordBatch, boolean aborted) {}

    /** The first offset after all segments. */
    public static long endOffset(Path directory) {
        List<RecordBatch> all = recordBatches(directory);
        return all.isEmpty() ? 0 : all.get(all.size() - 1).nextOffset();
    }

    /** The first offset after all segments of a golden partition, by its directory's name. */
    public static long goldenEnd(String directoryName) {
        return endOffset(GoldenSegments.logDir().resolve(directoryName));
    }

    /** The records of a range, transactions judged by their markers in the log. */
    public static List<ReadRecord> read(Path directory, OffsetRange range, Isolation isolation) {
        List<ReadRecord> found = new ArrayList<>();
        for (Batch batch : judged(recordBatches(directory))) {
            if (batch.recordBatch().isControlBatch() || (batch.aborted() && isolation == Isolation.READ_COMMITTED)) {
                continue;
            }
            for (Record record : batch.recordBatch()) {
                if (record.offset() >= range.startOffset() && record.offset() < range.endOffset()) {
                    found.add(ReadRecord.of(record));
                }
            }
        }
        return found;
    }

    private static List<RecordBatch> recordBatches(Path directory) {
        List<RecordBatch> all = new ArrayList<>();
        for (Path file : GoldenSegments.files(directory, ".log")) {
            try (FileRecords records = FileRecords.open(file.toFile(), false)) {
                for (RecordBatch recordBatch : records.batches()) {
                    recordBatch.ensureValid(); // loads it whole, so that it outlives the file
                    all.add(recordBatch);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    /** Backwards, so that a marker is met before the transaction's records. */
    private static List<Batch> judged(List<RecordBatch> all) {
        List<Batch> judged = new ArrayList<>();
        Set<Long> aborting = new HashSet<>();
        for (int index = all.size() - 1; index >= 0; index--) {
            RecordBatch recordBatch = all.get(index);
            if (recordBatch.isControlBatch() && recordBatch.iterator().hasNext()) {
                Record marker = recordBatch.iterator().next();
                if (ControlRecordType.parse(marker.key()) == ControlRecordType.ABORT) {
                    aborting.add(recordBatch.producerId());
                } else {
                    aborting.remove(recordBatch.producerId());
                }
            }
            boolean aborted = recordBatch.isTransactional() && aborting.contains(recordBatch.producerId());
            judged.add(0, new Batch(recordBatch, aborted));
        }
        return judged;
    }
}
