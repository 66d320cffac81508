package io.kaspar.reader.fetch;

import static io.kaspar.reader.batch.RecordBatchLayout.BASE_OFFSET_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.COMMON_LENGTH;
import static io.kaspar.reader.batch.RecordBatchLayout.LENGTH_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.MAGIC_POSITION;
import static io.kaspar.reader.batch.RecordBatchLayout.UNCOUNTED_LENGTH;

import io.kaspar.reader.batch.RecordBatchLayout;
import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.bytes.BigEndian;
import io.kaspar.reader.bytes.CorruptSegmentException;
import io.kaspar.reader.isolation.AbortedTransaction;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.record.internal.MemoryRecords;

/** The whole record batches of one fetch response, in offset order; a part of one at the end is left out. */
final class FetchedRecordBatches {
    private final String source;
    private final byte[] bytes;
    private final int start;
    private final int end;
    private final long nextOffset;
    private final List<AbortedTransaction> aborted;
    private int position;

    /**
     * @param records as the broker sent them, in an array
     * @param fetchOffset what was asked for
     */
    FetchedRecordBatches(String source, MemoryRecords records, long fetchOffset, List<AbortedTransaction> aborted)
            throws CorruptSegmentException {
        ByteBuffer buffer = records.buffer();
        this.source = source;
        this.aborted = List.copyOf(aborted);
        bytes = buffer.array();
        start = buffer.arrayOffset() + buffer.position();
        position = start;
        int limit = start + buffer.remaining();
        long next = fetchOffset;
        int walked = start;
        while (limit - walked >= COMMON_LENGTH && limit - walked >= size(walked)) {
            next = Math.max(next, nextOffset(walked));
            walked += size(walked);
        }
        end = walked;
        nextOffset = next;
    }

    private int size(int batchPosition) throws CorruptSegmentException {
        long size = (long) BigEndian.int32(bytes, batchPosition + LENGTH_POSITION) + UNCOUNTED_LENGTH;
        int smallest = isOld(batchPosition) ? COMMON_LENGTH : RecordBatchLayout.HEADER_LENGTH;
        if (size < smallest || size > Integer.MAX_VALUE) {
            throw new CorruptSegmentException(
                    source,
                    batchPosition - start,
                    "a record batch of " + size + " bytes found, " + smallest + " or more expected");
        }
        return (int) size;
    }

    private boolean isOld(int batchPosition) {
        byte magic = bytes[batchPosition + MAGIC_POSITION];
        return magic == 0 || magic == 1;
    }

    private long nextOffset(int batchPosition) {
        if (isOld(batchPosition)) {
            // The offset field of the old formats is that of the last message inside.
            return BigEndian.int64(bytes, batchPosition + BASE_OFFSET_POSITION) + 1;
        }
        RecordBatchView view = new RecordBatchView();
        view.wrap(bytes, batchPosition, source, batchPosition - start);
        return view.nextOffset();
    }

    /** The first offset after the batches, at least the one asked for. */
    long nextOffset() {
        return nextOffset;
    }

    boolean isEmpty() {
        return start == end;
    }

    int length() {
        return end - start;
    }

    /** The array that the response was received into. */
    byte[] bytes() {
        return bytes;
    }

    /** Transactions aborted in these offsets. */
    List<AbortedTransaction> aborted() {
        return aborted;
    }

    /**
     * Moves the view to the next batch, with a checked header but unchecked against its checksum; old formats are rewritten
     * as v2. False after the last.
     */
    boolean next(RecordBatchView view) throws IOException {
        if (position == end) {
            return false;
        }
        int size = size(position);
        if (isOld(position)) {
            byte[] converted = OldRecordBatches.rewrite(bytes, position, size, source, position - start);
            view.wrap(converted, 0, source, position - start);
        } else {
            view.wrap(bytes, position, source, position - start);
        }
        view.checkHeader();
        position += size;
        return true;
    }
}
