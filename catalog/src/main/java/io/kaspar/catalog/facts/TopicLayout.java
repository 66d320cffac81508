package io.kaspar.catalog.facts;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A topic and where its partitions are.
 *
 * @param clusterId of the cluster that holds it
 * @param topicId Kafka's UUID in Kafka's text form; another topic of the same name has another one
 * @param rights what the principal may do with its records
 * @param partitions by their number, from 0 without holes
 */
public record TopicLayout(
        String clusterId, String topic, String topicId, TopicRights rights, List<PartitionLayout> partitions) {
    public TopicLayout {
        partitions = List.copyOf(partitions);
        for (int index = 0; index < partitions.size(); index++) {
            if (partitions.get(index).partition() != index) {
                throw new IllegalArgumentException("partitions of " + topic + " are not in order");
            }
        }
    }

    public int partitionCount() {
        return partitions.size();
    }

    /** All partitions. */
    public Set<Integer> partitionNumbers() {
        return IntStream.range(0, partitionCount()).boxed().collect(Collectors.toSet());
    }

    /** Refuses as a broker would when the principal may not read: files on disk ask for no permission. */
    public void requireReadPermission() {
        if (rights.read() == Permission.DENIED) {
            throw new ClusterException("Not authorized to access topics: [" + topic
                    + "]; the principal needs the operation READ on the topic");
        }
    }

    /** Refuses as a broker would when the principal may not write, before anything is sent. */
    public void requireWritePermission() {
        if (rights.write() == Permission.DENIED) {
            throw new ClusterException("Not authorized to access topics: [" + topic
                    + "]; the principal needs the operation WRITE on the topic");
        }
    }
}
