package io.kaspar.catalog.facts;

import io.kaspar.reader.task.ReplicaLocation;
import java.util.List;
import java.util.Map;

/**
 * All that a scan's tasks are made of, as it was answered.
 *
 * @param snapshot of the partitions that the query's conditions speak of
 * @param storage of the partitions that are read
 * @param found which executors' hosts have log directories of them, where these were asked
 * @param hosts by replica: where tasks that read it should run, as Spark knows them
 * @param parallelism how many tasks run at once, 1 or more
 */
public record ScanFacts(
        TopicSnapshot snapshot,
        TopicReplicas storage,
        FoundHosts found,
        Map<ReplicaLocation, List<String>> hosts,
        int parallelism) {
    public ScanFacts {
        hosts = Map.copyOf(hosts);
    }

    /** The same of another snapshot of these partitions. */
    public ScanFacts of(TopicSnapshot other) {
        return new ScanFacts(other, storage, found, hosts, parallelism);
    }

    /** The hosts of all these replicas, the first replica's first. */
    public List<String> hosts(List<ReplicaLocation> places) {
        return places.stream()
                .flatMap(place -> hosts.getOrDefault(place, List.of()).stream())
                .distinct()
                .toList();
    }
}
