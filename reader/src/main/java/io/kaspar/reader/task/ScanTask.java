package io.kaspar.reader.task;

import io.kaspar.reader.log.KeySet;
import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import java.io.Serializable;
import java.util.List;

/**
 * What one task reads: ranges of one partition. Crosses to the executors.
 *
 * @param ranges numbers only: fixed on the driver, so that a retried task reads the same records; at least one, in ascending
 *     order, none overlaps another
 * @param keys of which keys the records at these offsets are wanted
 * @param lineage of the log whose records are meant: a copy that has another is not read
 * @param replicas in-sync replicas whose log directories are known, the leader's first; empty when none may be read
 * @param hasFailedOften whether earlier attempts failed, maybe for what files said: brokers are asked where both are allowed
 */
public record ScanTask(
        int partition,
        List<TimedRange> ranges,
        KeySet keys,
        LogLineage lineage,
        List<ReplicaLocation> replicas,
        boolean hasFailedOften)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    /** @throws IllegalArgumentException when there is no range, or they are not in order */
    public ScanTask {
        ranges = List.copyOf(ranges);
        replicas = List.copyOf(replicas);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("a task without a range, of partition " + partition);
        }
        for (int i = 1; i < ranges.size(); i++) {
            if (ranges.get(i).offsets().startOffset()
                    < ranges.get(i - 1).offsets().endOffset()) {
                throw new IllegalArgumentException("ranges of offsets overlap, or are not in order: " + ranges);
            }
        }
    }

    /** Reads ranges for the first time, whatever the keys. */
    public ScanTask(int partition, List<TimedRange> ranges, LogLineage lineage, List<ReplicaLocation> replicas) {
        this(partition, ranges, KeySet.ALL, lineage, replicas, false);
    }

    /** Reads all of a range, of whatever log, for the first time. */
    public ScanTask(int partition, OffsetRange range, List<ReplicaLocation> replicas) {
        this(partition, List.of(new TimedRange(range, TimestampRanges.ALL)), new LogLineage.OnlyCopy(), replicas);
    }

    /** Reads a partition from an offset on, and goes on with what is written there. */
    public static ScanTask tail(int partition, long startOffset, LogLineage lineage) {
        return new ScanTask(partition, List.of(TimedRange.all(startOffset, OffsetRange.OPEN_END)), lineage, List.of());
    }

    /** Other ranges of the same partition, read in the same way. */
    public ScanTask of(List<TimedRange> otherRanges) {
        return new ScanTask(partition, otherRanges, keys, lineage, replicas, hasFailedOften);
    }

    /** The same, tried once more after others failed. */
    public ScanTask afterFailures() {
        return new ScanTask(partition, ranges, keys, lineage, replicas, true);
    }

    /** Whether it reads what is written while it runs: its only range is an open one. */
    public boolean isTail() {
        return span().isOpen();
    }

    /** From the first offset of all ranges to the last. */
    public OffsetRange span() {
        return new OffsetRange(
                ranges.get(0).offsets().startOffset(),
                ranges.get(ranges.size() - 1).offsets().endOffset());
    }

    /** How many offsets of a range are wanted; an upper bound of the records. */
    public long wantedOffsets(OffsetRange within) {
        long count = 0;
        for (TimedRange range : ranges) {
            long start = Math.max(within.startOffset(), range.offsets().startOffset());
            long end = Math.min(within.endOffset(), range.offsets().endOffset());
            count += Math.max(0, end - start);
        }
        return count;
    }
}
