package io.kaspar.reader.scan;

import io.kaspar.reader.batch.RecordBatchView;
import io.kaspar.reader.batch.TimestampType;
import io.kaspar.reader.log.KeySet;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import io.kaspar.reader.record.RecordBlock;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.List;

/** Which records of a partition a task wants. Asked in offset order; not thread-safe. */
final class WantedOffsets implements RecordBlock.Wanted {
    /** Offsets between two ranges that are read and left out, because looking for the next range costs as much. */
    private static final long MAX_GAP = 512;

    private final List<TimedRange> ranges;
    private final boolean hasTimestamps;
    private final boolean hasKeys;
    private final KeySearch keys;
    private int index;

    /** @param ranges in ascending order */
    WantedOffsets(List<TimedRange> ranges, KeySet keys) {
        this.ranges = ranges;
        this.hasKeys = !keys.isAll();
        this.keys = new KeySearch(keys);
        hasTimestamps = ranges.stream().anyMatch(range -> !range.timestamps().isAll());
    }

    /** What is read at one go, in ascending order: ranges that lie close together, with what is between them. */
    List<OffsetRange> runs() {
        List<OffsetRange> runs = new ArrayList<>();
        OffsetRange run = ranges.get(0).offsets();
        for (TimedRange range : ranges) {
            if (range.offsets().startOffset() - run.endOffset() > MAX_GAP) {
                runs.add(run);
                run = range.offsets();
            } else {
                run = new OffsetRange(run.startOffset(), range.offsets().endOffset());
            }
        }
        runs.add(run);
        return runs;
    }

    /** Is asked about offsets from the beginning on again. */
    void restart() {
        index = 0;
    }

    /** Whether more than its offset tells if a record is wanted. */
    boolean areRecordsLookedAt() {
        return hasTimestamps || hasKeys;
    }

    /** Whether every record of every run is wanted. */
    boolean isEverything() {
        return ranges.size() == 1 && !areRecordsLookedAt();
    }

    /** The first offset from one on that is wanted; {@link Long#MAX_VALUE} behind the last one. */
    long firstFrom(long offset) {
        moveTo(offset);
        return index == ranges.size()
                ? Long.MAX_VALUE
                : Math.max(offset, ranges.get(index).offsets().startOffset());
    }

    @Override
    public boolean test(RecordBlock records, int row) {
        long offset = records.offsets()[row];
        moveTo(offset);
        return index < ranges.size()
                && offset >= ranges.get(index).offsets().startOffset()
                && ranges.get(index).timestamps().contains(records.timestamps()[row])
                && (!hasKeys || keys.has(records.bytes(), records.keyPositions()[row], records.keyLengths()[row]));
    }

    /** Whether a record of the batch may be wanted that is not before an offset. */
    boolean mayHold(RecordBatchView recordBatch, long fromOffset) {
        moveTo(Math.max(fromOffset, recordBatch.baseOffset()));
        for (int next = index; next < ranges.size(); next++) {
            TimedRange range = ranges.get(next);
            if (range.offsets().startOffset() >= recordBatch.nextOffset()) {
                return false;
            }
            if (!hasTimestamps || mayHold(recordBatch, range.timestamps())) {
                return true;
            }
        }
        return false;
    }

    /** Producers' own times are told by the records alone: the largest in the header is as right as who wrote it. */
    private static boolean mayHold(RecordBatchView recordBatch, TimestampRanges timestamps) {
        return recordBatch.timestampType() != TimestampType.LOG_APPEND_TIME
                || timestamps.contains(recordBatch.maxTimestamp());
    }

    /** Whether all records of the batch are wanted, as far as offsets say. */
    boolean holdsAll(RecordBatchView recordBatch) {
        moveTo(recordBatch.baseOffset());
        return index < ranges.size()
                && ranges.get(index).offsets().startOffset() <= recordBatch.baseOffset()
                && ranges.get(index).offsets().endOffset() >= recordBatch.nextOffset();
    }

    private void moveTo(long offset) {
        while (index < ranges.size() && ranges.get(index).offsets().endOffset() <= offset) {
            index++;
        }
    }
}
