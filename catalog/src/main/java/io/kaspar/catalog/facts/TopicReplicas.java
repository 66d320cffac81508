package io.kaspar.catalog.facts;

import io.kaspar.reader.task.ReplicaLocation;
import java.util.List;
import java.util.Map;

/**
 * Where the replicas of a topic lie on the brokers' disks.
 *
 * @param places by partition: replicas that may be read, the leader's first; none for a partition of which nothing is known
 * @param bytes by partition: what its log takes on one disk, as far as known
 * @param unknownBecause why not everything is known; empty when it is
 */
public record TopicReplicas(
        Map<Integer, List<ReplicaLocation>> places, Map<Integer, Long> bytes, String unknownBecause) {
    /** Of a topic whose files nobody asked for. */
    public static final TopicReplicas NOT_ASKED = new TopicReplicas(Map.of(), Map.of(), "");

    public TopicReplicas {
        places = Map.copyOf(places);
        bytes = Map.copyOf(bytes);
    }

    /** What the logs take, and nothing of where they are. */
    public TopicReplicas withoutPlaces() {
        return new TopicReplicas(Map.of(), bytes, "");
    }

    public List<ReplicaLocation> places(int partition) {
        return places.getOrDefault(partition, List.of());
    }
}
