package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerDisk;
import io.kaspar.catalog.facts.BrokerDisks;
import io.kaspar.catalog.facts.ClusterDisks;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.ReplicaPlace;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each executor is asked: which of these brokers' directories it has.
 *
 * @param topic whose partitions' directories are looked at as well; empty for none
 * @param topicId Kafka's UUID of the topic; empty without one
 * @param logDirs where directories are seen on executors' machines
 * @param onlyFound whether an answer leaves out what is not there, which is most of it where brokers are many
 */
public record DirectoryQuestion(
        ClusterDisks disks, String topic, String topicId, List<LogDirMapping> logDirs, boolean onlyFound)
        implements Serializable {
    public DirectoryQuestion {
        logDirs = List.copyOf(logDirs);
    }

    /** Which of the log directories of these replicas an executor has. */
    public static DirectoryQuestion about(
            String clusterId, Collection<ReplicaPlace> places, List<LogDirMapping> logDirs) {
        Map<Integer, Set<String>> paths = new TreeMap<>();
        places.forEach(place -> paths.computeIfAbsent(place.nodeId(), nodeId -> new LinkedHashSet<>())
                .add(place.logDir()));
        List<BrokerDisks> brokers = new ArrayList<>();
        paths.forEach((nodeId, logDirPaths) -> brokers.add(new BrokerDisks(
                nodeId,
                "",
                logDirPaths.stream()
                        .map(path -> new BrokerDisks.Disk(path, List.of(), ""))
                        .toList(),
                "")));
        return new DirectoryQuestion(new ClusterDisks(clusterId, brokers), "", "", logDirs, true);
    }

    Set<BrokerDisk> brokerDisks() {
        Set<BrokerDisk> brokerDisks = new LinkedHashSet<>();
        for (BrokerDisks broker : disks.brokers()) {
            broker.disks().forEach(disk -> brokerDisks.add(new BrokerDisk(broker.nodeId(), disk.path())));
        }
        return brokerDisks;
    }
}
