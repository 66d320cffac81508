package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import io.kaspar.reader.task.LogDirMapping;
import io.kaspar.reader.task.ReplicaLocation;
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
        ClusterLogDirectories directories, String topic, String topicId, List<LogDirMapping> logDirs, boolean onlyFound)
        implements Serializable {
    public DirectoryQuestion {
        logDirs = List.copyOf(logDirs);
    }

    /** Which of the log directories of these replicas an executor has. */
    public static DirectoryQuestion about(
            String clusterId, Collection<ReplicaLocation> places, List<LogDirMapping> logDirs) {
        Map<Integer, Set<String>> paths = new TreeMap<>();
        places.forEach(place -> paths.computeIfAbsent(place.nodeId(), nodeId -> new LinkedHashSet<>())
                .add(place.logDir()));
        List<BrokerLogDirectories> brokers = new ArrayList<>();
        paths.forEach((nodeId, logDirPaths) -> brokers.add(new BrokerLogDirectories(
                nodeId,
                "",
                logDirPaths.stream()
                        .map(path -> new BrokerLogDirectories.Directory(path, List.of(), ""))
                        .toList(),
                "")));
        return new DirectoryQuestion(new ClusterLogDirectories(clusterId, brokers), "", "", logDirs, true);
    }

    Set<BrokerLogDirectory> brokerDirectories() {
        Set<BrokerLogDirectory> brokerDirectories = new LinkedHashSet<>();
        for (BrokerLogDirectories broker : directories.brokers()) {
            broker.directories()
                    .forEach(directory ->
                            brokerDirectories.add(new BrokerLogDirectory(broker.nodeId(), directory.path())));
        }
        return brokerDirectories;
    }
}
