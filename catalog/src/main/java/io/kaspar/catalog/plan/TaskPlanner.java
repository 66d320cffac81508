package io.kaspar.catalog.plan;

import io.kaspar.catalog.facts.ScanFacts;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes tasks of what is to be read of partitions, in the order in which they should start. */
final class TaskPlanner {
    /** Counting looks at the headers of record batches only, which is so many times faster than reading records. */
    private static final double COUNTING_SPEED = 8;

    private final ScanFacts facts;
    private final ScanDemand demand;
    private final SplitPlanner splits;

    TaskPlanner(ScanFacts facts, ScanDemand demand, SplitPlanner splits) {
        this.facts = facts;
        this.demand = demand;
        this.splits = splits;
    }

    /** The task of a partition's part, and what there is to it. */
    private record Part(PlannedTask planned, long offsetCount, double bytes) {
        boolean isLocal() {
            return !planned.task().replicas().isEmpty();
        }
    }

    /**
     * One task or more for each partition. Ranges of one partition that are far apart may share a task, so that a long
     * list of offsets does not become as many tasks.
     */
    List<PlannedTask> tasks(List<PartitionRanges> partitions) {
        List<SplitPlanner.Load> loads = partitions.stream().map(this::load).toList();
        List<Long> counts = demand.view().needsWholePartition() ? ones(loads) : splits.counts(loads);
        List<Part> parts = new ArrayList<>();
        for (int index = 0; index < partitions.size(); index++) {
            double bytes = loads.get(index).bytes() / counts.get(index);
            List<ReplicaLocation> places =
                    facts.storage().places(partitions.get(index).partition());
            List<String> hosts = facts.hosts(places);
            for (PartitionRanges part : partitions.get(index).cut(counts.get(index))) {
                ScanTask task = new ScanTask(
                        part.partition(),
                        part.ranges(),
                        part.keys(),
                        facts.snapshot().lineage(part.partition()),
                        places,
                        false);
                parts.add(new Part(new PlannedTask(task, hosts), part.offsetCount(), bytes));
            }
        }
        if (demand.isLimited()) {
            // Spark runs one task first, and more only if that one did not find enough
            parts.sort(Comparator.comparing(Part::isLocal)
                    .thenComparingLong(Part::offsetCount)
                    .reversed());
        } else if (SplitPlanner.isWorthOrdering(loads)) {
            parts.sort(Comparator.comparingDouble(Part::bytes).reversed());
        }
        return spread(parts);
    }

    private static List<Long> ones(List<SplitPlanner.Load> loads) {
        return loads.stream().map(load -> 1L).toList();
    }

    private static List<PlannedTask> spread(List<Part> parts) {
        HostLoads loads = new HostLoads();
        List<PlannedTask> spread = new ArrayList<>();
        for (Part part : parts) {
            spread.add(part.planned().on(loads.spread(part.planned().hosts(), part.bytes())));
        }
        return spread;
    }

    private SplitPlanner.Load load(PartitionRanges ranges) {
        double rows = Math.min(ranges.offsetCount(), demand.rowLimit());
        double bytes = rows * LogBytes.bytesPerOffset(ranges.partition(), facts.storage(), facts.snapshot());
        return new SplitPlanner.Load(ranges.offsetCount(), demand.isCount() ? bytes / COUNTING_SPEED : bytes);
    }
}
