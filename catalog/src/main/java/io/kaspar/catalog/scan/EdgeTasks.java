package io.kaspar.catalog.scan;

import io.kaspar.catalog.plan.PlannedTask;
import io.kaspar.reader.task.TimedRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Tasks for who wants a few records of each partition: one for each, whatever the size. */
final class EdgeTasks {
    private EdgeTasks() {}

    /** The tasks of each partition as one. */
    static List<TopicInputPartition> whole(List<TopicPlan> plans) {
        return plans.stream().flatMap(EdgeTasks::whole).toList();
    }

    private static Stream<TopicInputPartition> whole(TopicPlan plan) {
        Map<Integer, List<PlannedTask>> byPartition = new LinkedHashMap<>();
        plan.plan()
                .tasks()
                .forEach(task -> byPartition
                        .computeIfAbsent(task.task().partition(), partition -> new ArrayList<>())
                        .add(task));
        return byPartition.values().stream()
                .map(tasks -> TopicInputPartition.of(plan.topic().name(), whole(tasks)));
    }

    private static PlannedTask whole(Iterable<PlannedTask> tasks) {
        PlannedTask first = tasks.iterator().next();
        List<TimedRange> ranges = new ArrayList<>();
        tasks.forEach(task -> ranges.addAll(task.task().ranges()));
        ranges.sort(Comparator.comparingLong(range -> range.offsets().startOffset()));
        return new PlannedTask(first.task().of(ranges), first.hosts());
    }

    /**
     * Tasks of the same hosts together, so that starting them does not take longer than what they do.
     *
     * @param parallelism how many are run at once
     */
    static List<PartitionBundle> bundled(List<TopicInputPartition> tasks, int parallelism) {
        int most = Math.max(1, (tasks.size() + parallelism - 1) / parallelism);
        Map<List<String>, List<TopicInputPartition>> byHosts = new LinkedHashMap<>();
        tasks.forEach(task -> byHosts.computeIfAbsent(task.hosts(), hosts -> new ArrayList<>())
                .add(task));
        List<PartitionBundle> bundles = new ArrayList<>();
        byHosts.forEach((hosts, same) -> {
            for (int begin = 0; begin < same.size(); begin += most) {
                bundles.add(new PartitionBundle(same.subList(begin, Math.min(same.size(), begin + most)), hosts));
            }
        });
        return bundles;
    }
}
