package io.kaspar.catalog.scan;

import io.kaspar.catalog.cluster.TopicSnapshot;
import io.kaspar.catalog.cluster.TopicStorage;
import io.kaspar.catalog.locality.BrokerDisk;
import io.kaspar.catalog.locality.BrokerHosts;
import io.kaspar.catalog.locality.HostLoads;
import io.kaspar.reader.task.ReplicaPlace;
import io.kaspar.reader.task.ScanTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes tasks of what is to be read of partitions, in the order in which they should start: a pure function. */
final class InputPartitions {
    /** A guess, where brokers do not tell how large a log is. */
    private static final double BYTES_PER_OFFSET = 100;
    /** Counting looks at the headers of record batches only, which is so many times faster than reading records. */
    private static final double COUNTING_SPEED = 8;

    private final TopicSnapshot snapshot;
    private final TopicStorage storage;
    private final ScanDemand demand;
    private final SplitPlanner splits;
    private final BrokerHosts brokerHosts;

    InputPartitions(
            TopicSnapshot snapshot,
            TopicStorage storage,
            ScanDemand demand,
            SplitPlanner splits,
            BrokerHosts brokerHosts) {
        this.snapshot = snapshot;
        this.storage = storage;
        this.demand = demand;
        this.splits = splits;
        this.brokerHosts = brokerHosts;
    }

    /** The task of a partition's part, and what there is to it. */
    private record Task(TopicInputPartition inputPartition, long offsetCount, double bytes) {
        boolean isLocal() {
            return !inputPartition.task().replicas().isEmpty();
        }
    }

    /**
     * One task or more for each partition. Ranges of one partition that are far apart may share a task, so that a long
     * list of offsets does not become as many tasks.
     */
    List<TopicInputPartition> of(List<PartitionRanges> partitions) {
        List<SplitPlanner.Load> loads = partitions.stream().map(this::load).toList();
        List<Long> counts = splits.counts(loads);
        List<Task> tasks = new ArrayList<>();
        for (int index = 0; index < partitions.size(); index++) {
            double bytes = loads.get(index).bytes() / counts.get(index);
            List<ReplicaPlace> places = storage.places(partitions.get(index).partition());
            List<String> hosts = hosts(places);
            for (PartitionRanges part : partitions.get(index).cut(counts.get(index))) {
                ScanTask task =
                        new ScanTask(part.partition(), part.ranges(), snapshot.lineage(part.partition()), places);
                tasks.add(new Task(new TopicInputPartition(task, hosts), part.offsetCount(), bytes));
            }
        }
        if (demand.isLimited()) {
            // Spark runs one task first, and more only if that one did not find enough
            tasks.sort(Comparator.comparing(Task::isLocal)
                    .thenComparingLong(Task::offsetCount)
                    .reversed());
        } else if (SplitPlanner.isWorthOrdering(loads)) {
            tasks.sort(Comparator.comparingDouble(Task::bytes).reversed());
        }
        return spread(tasks);
    }

    private List<String> hosts(List<ReplicaPlace> places) {
        return places.stream()
                .flatMap(place -> brokerHosts.of(new BrokerDisk(place.nodeId(), place.logDir()), place.host()).stream())
                .distinct()
                .toList();
    }

    private static List<TopicInputPartition> spread(List<Task> tasks) {
        HostLoads loads = new HostLoads();
        List<TopicInputPartition> spread = new ArrayList<>();
        for (Task task : tasks) {
            List<String> hosts = task.inputPartition().hosts();
            spread.add(task.inputPartition().on(loads.spread(hosts, task.bytes())));
        }
        return spread;
    }

    private SplitPlanner.Load load(PartitionRanges ranges) {
        double rows = Math.min(ranges.offsetCount(), demand.rowLimit());
        double bytes = rows * bytesPerOffset(ranges.partition());
        return new SplitPlanner.Load(ranges.offsetCount(), demand.isCount() ? bytes / COUNTING_SPEED : bytes);
    }

    private double bytesPerOffset(int partition) {
        Long bytes = storage.bytes().get(partition);
        return bytes == null
                ? BYTES_PER_OFFSET
                : (double) bytes / Math.max(1, snapshot.range(partition).offsetCount());
    }
}
