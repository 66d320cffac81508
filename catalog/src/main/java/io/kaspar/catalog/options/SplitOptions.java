package io.kaspar.catalog.options;

/**
 * Into how many tasks the partitions of a topic are cut.
 *
 * @param mostBytes of a log as it lies on disk, for one task; {@link Long#MAX_VALUE} leaves partitions whole
 * @param leastTasks as far as there are offsets to share
 * @param mostOffsets for one task
 */
public record SplitOptions(long mostBytes, long leastTasks, long mostOffsets) {
    private static final String WHOLE_PARTITIONS = "partition";
    private static final long MOST_TASKS = 1_000_000;

    /** Whether a partition's size is no reason to cut it. */
    public boolean leavesPartitionsWhole() {
        return mostBytes == Long.MAX_VALUE;
    }

    static SplitOptions of(OptionValues values) {
        long leastTasks = values.count(SplitOption.MIN_PARTITIONS, 1);
        if (leastTasks > MOST_TASKS) {
            throw values.badValue(SplitOption.MIN_PARTITIONS);
        }
        return new SplitOptions(
                values.text(SplitOption.SPLIT_SIZE).equals(WHOLE_PARTITIONS)
                        ? Long.MAX_VALUE
                        : values.sizeBytes(SplitOption.SPLIT_SIZE),
                leastTasks,
                values.count(SplitOption.MAX_RECORDS_PER_PARTITION, Long.MAX_VALUE));
    }
}
