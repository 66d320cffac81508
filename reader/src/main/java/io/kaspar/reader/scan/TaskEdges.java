package io.kaspar.reader.scan;

import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.task.ScanCounters;
import io.kaspar.reader.task.ScanOutput;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import io.kaspar.reader.task.TimedRange;
import io.kaspar.schema.cancel.Cancellation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Finds the first and the last records of a task without reading what lies between. The last record is not the one before the end:
 * markers of transactions, records that were aborted and holes of compaction may be there, so that it is looked for backwards, in steps that grow. Not thread-safe.
 */
public final class TaskEdges {
    /** So few records are in a batch or two, mostly. */
    private static final int FIRST_STEP = 64;

    private static final int GROWTH = 8;

    private final ScanSpec spec;
    private final ScanTask task;
    private final ScanCounters counters;
    private final Cancellation cancellation;

    /**
     * Reads nothing yet.
     *
     * @param spec whose columns do not matter
     * @param counters to which is added what is read
     */
    public TaskEdges(ScanSpec spec, ScanTask task, ScanCounters counters, Cancellation cancellation) {
        this.spec = spec;
        this.task = task;
        this.counters = counters;
        this.cancellation = cancellation;
    }

    /**
     * The offset of the first record; empty when there is none.
     *
     * @throws IOException as {@link PartitionScan#next}
     */
    public OptionalLong firstOffset() throws IOException {
        try (PartitionScan scan = open(task.ranges(), 1)) {
            boolean hasRecord = scan.next();
            OptionalLong first = hasRecord ? OptionalLong.of(scan.offset(0)) : OptionalLong.empty();
            scan.requireCommitted();
            return first;
        }
    }

    /**
     * The offset of the last record; empty when there is none.
     *
     * @throws IOException as {@link PartitionScan#next}
     */
    public OptionalLong lastOffset() throws IOException {
        return startOfLast(1);
    }

    /**
     * The offset from which on the last records lie: so many of them, or all where there are fewer; empty when there is none.
     *
     * @param count at least 1; so many offsets are kept in memory
     * @throws IOException as {@link PartitionScan#next}
     */
    public OptionalLong startOfLast(int count) throws IOException {
        LastOnes last = new LastOnes(count);
        long step = Math.max(FIRST_STEP, 2L * count);
        for (int index = task.ranges().size() - 1; index >= 0 && last.wants(); index--) {
            TimedRange range = task.ranges().get(index);
            OffsetRange offsets = range.offsets();
            for (long end = offsets.endOffset(); end > offsets.startOffset() && last.wants(); ) {
                long begin = Math.max(offsets.startOffset(), end - step);
                find(range.withOffsets(begin, end), last);
                end = begin;
                step = Math.min(step * GROWTH, Integer.MAX_VALUE);
            }
        }
        return last.first;
    }

    private void find(TimedRange range, LastOnes last) throws IOException {
        last.begin();
        try (PartitionScan scan = open(List.of(range), ScanOutput.NO_LIMIT)) {
            while (scan.next()) {
                for (int row = 0; row < scan.current().rowCount(); row++) {
                    last.add(scan.offset(row));
                }
            }
        }
        last.end();
    }

    /** The last records of parts that are looked through from the last one to the first. */
    private static final class LastOnes {
        private final long[] ofPart;
        private int left;
        private long found;
        private OptionalLong first = OptionalLong.empty();

        LastOnes(int count) {
            ofPart = new long[count];
            left = count;
        }

        boolean wants() {
            return left > 0;
        }

        void begin() {
            found = 0;
        }

        void add(long offset) {
            ofPart[(int) (found++ % ofPart.length)] = offset;
        }

        void end() {
            if (found > 0) {
                int taken = (int) Math.min(left, found);
                first = OptionalLong.of(ofPart[(int) ((found - taken) % ofPart.length)]);
                left -= taken;
            }
        }
    }

    /**
     * The same task without what lies before an offset.
     *
     * @param startOffset less than the end of its last range
     */
    public static ScanTask from(ScanTask task, long startOffset) {
        List<TimedRange> ranges = new ArrayList<>();
        for (TimedRange range : task.ranges()) {
            long start = Math.max(startOffset, range.offsets().startOffset());
            if (start < range.offsets().endOffset()) {
                ranges.add(range.withOffsets(start, range.offsets().endOffset()));
            }
        }
        return task.of(ranges);
    }

    private PartitionScan open(List<TimedRange> ranges, long rowLimit) throws IOException {
        ScanSpec ofOffsets = spec.giving(ScanOutput.ofOffsets(rowLimit));
        return PartitionScan.open(ofOffsets, task.of(ranges), counters, cancellation);
    }
}
