package io.kaspar.catalog.plan;

import io.kaspar.catalog.options.OptionException;
import io.kaspar.catalog.options.SplitOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * Decides into how many tasks each partition is cut: a pure function. As Spark's sources of files do, it lets all cores work
 * when there is enough to do, and keeps tasks below a size; beyond that it looks at a few numbers of tasks and takes the one
 * with which the last task would end first, so that no core waits long for another one at the end.
 */
final class SplitPlanner {
    /** Reading less takes no longer than starting the task. */
    private static final long LEAST_BYTES = 8L << 20;
    /** What could be read in the time that it takes to start a task. */
    private static final long START_BYTES = 4L << 20;

    /** More tasks than that bring down a driver before they read anything. */
    private static final long MOST_TASKS = 1_000_000;

    private static final int ROUNDS_TRIED = 4;
    /** With so many tasks no core waits long, and looking takes long. */
    private static final int MANY_TASKS = 20_000;

    private final SplitOptions options;
    private final int parallelism;

    /** @param parallelism how many tasks run at once, 1 or more */
    SplitPlanner(SplitOptions options, int parallelism) {
        this.options = options;
        this.parallelism = parallelism;
    }

    /**
     * What there is to read of a partition.
     *
     * @param offsetCount 1 or more
     * @param bytes how much work that is, in bytes of a log
     */
    record Load(long offsetCount, double bytes) {
        private double share(long count) {
            return bytes / count;
        }
    }

    /** Whether it matters which task starts first. */
    static boolean isWorthOrdering(List<Load> loads) {
        return total(loads) > LEAST_BYTES;
    }

    /**
     * The number of tasks for each of the loads.
     *
     * @throws OptionException when there would be more than a driver can plan
     */
    List<Long> counts(List<Load> loads) {
        List<Long> counts = unlimitedCounts(loads);
        double tasks = counts.stream().mapToDouble(Long::doubleValue).sum();
        if (tasks > MOST_TASKS) {
            throw new OptionException(String.format(
                    Locale.ROOT,
                    "the scan would be cut into %,.0f tasks, and %,d are the most; make maxRecordsPerPartition or split-size"
                            + " larger, or minPartitions smaller",
                    tasks,
                    MOST_TASKS));
        }
        return counts;
    }

    private List<Long> unlimitedCounts(List<Load> loads) {
        List<Long> counts = new ArrayList<>();
        List<Long> bySize = bySize(loads);
        double leastTasks = options.leastTasks();
        double offsetsPerTask = loads.stream().mapToLong(Load::offsetCount).sum() / leastTasks;
        for (int index = 0; index < loads.size(); index++) {
            long offsetCount = loads.get(index).offsetCount();
            long byOffsets = (offsetCount - 1) / options.mostOffsets() + 1;
            long byNumber = leastTasks > loads.size() ? (long) Math.ceil(offsetCount / offsetsPerTask) : 1;
            counts.add(Math.min(offsetCount, Math.max(bySize.get(index), Math.max(byOffsets, byNumber))));
        }
        return counts;
    }

    private List<Long> bySize(List<Load> loads) {
        if (options.leavesPartitionsWhole()) {
            return loads.stream().map(load -> 1L).toList();
        }
        double total = total(loads);
        double mostBytes = options.mostBytes();
        double leastBytes = Math.min(LEAST_BYTES, mostBytes);
        double leastRounds = Math.max(1, Math.ceil(total / (parallelism * mostBytes)));
        List<Long> best = counts(loads, Math.max(leastBytes, total / (parallelism * leastRounds)));
        double bestEnd = end(loads, best);
        for (int more = 1; more < ROUNDS_TRIED; more++) {
            List<Long> counts = counts(loads, Math.max(leastBytes, total / (parallelism * (leastRounds + more))));
            double end = end(loads, counts);
            if (end < bestEnd) {
                best = counts;
                bestEnd = end;
            }
        }
        return best;
    }

    private static double total(List<Load> loads) {
        return loads.stream().mapToDouble(Load::bytes).sum();
    }

    private static List<Long> counts(List<Load> loads, double taskBytes) {
        // a hair's breadth more than a task is no second one
        return loads.stream()
                .map(load -> Math.max(1, (long) Math.ceil(load.bytes() / taskBytes - 1e-6)))
                .toList();
    }

    /** When the last task ends, if the largest start first, each on the core that is free first. */
    private double end(List<Load> loads, List<Long> counts) {
        if (counts.stream().mapToLong(Long::longValue).sum() > MANY_TASKS) {
            return (total(loads)
                            + START_BYTES
                                    * (double) counts.stream()
                                            .mapToLong(Long::longValue)
                                            .sum())
                    / parallelism;
        }
        List<Double> tasks = new ArrayList<>();
        for (int index = 0; index < loads.size(); index++) {
            double share = loads.get(index).share(counts.get(index));
            for (long task = 0; task < counts.get(index); task++) {
                tasks.add(share + START_BYTES);
            }
        }
        tasks.sort(Comparator.reverseOrder());
        PriorityQueue<Double> cores = new PriorityQueue<>();
        for (int core = 0; core < parallelism; core++) {
            cores.add(0.0);
        }
        double last = 0;
        for (double task : tasks) {
            double end = cores.remove() + task;
            last = Math.max(last, end);
            cores.add(end);
        }
        return last;
    }
}
