package io.kaspar.catalog.cluster;

import io.kaspar.catalog.cluster.LogDirAnswers.LogDirAnswer;
import io.kaspar.catalog.facts.BrokerLogDirectories;
import io.kaspar.catalog.facts.BrokerLogDirectories.Directory;
import io.kaspar.catalog.facts.ClusterLogDirectories;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.LogDirDescription;

/** Asks all brokers for their log directories, for whoever wants to know why nothing is local; remembers nothing. */
final class LogDirectoryLookup {
    private final AdminUse use;

    LogDirectoryLookup(AdminUse use) {
        this.use = use;
    }

    /** @param topic whose partitions are of interest; empty for none */
    ClusterLogDirectories all(String topic) {
        String clusterId = use.await(
                use.admin()
                        .describeCluster(new DescribeClusterOptions().timeoutMs(use.timeoutMs()))
                        .clusterId(),
                "asking for the cluster's id");
        return new ClusterLogDirectories(
                clusterId,
                LogDirAnswers.all(use).stream()
                        .map(answer -> broker(answer, topic))
                        .toList());
    }

    private static BrokerLogDirectories broker(LogDirAnswer answer, String topic) {
        List<Directory> directories = new ArrayList<>();
        answer.directories().forEach((path, description) -> directories.add(directory(path, description, topic)));
        return new BrokerLogDirectories(
                answer.broker().id(), answer.broker().host(), directories, answer.unknownBecause());
    }

    private static Directory directory(String path, LogDirDescription description, String topic) {
        List<Integer> partitions = new ArrayList<>();
        description.replicaInfos().forEach((partition, info) -> {
            if (partition.topic().equals(topic) && !info.isFuture()) {
                partitions.add(partition.partition());
            }
        });
        partitions.sort(Comparator.naturalOrder());
        return new Directory(
                path,
                partitions,
                description.error() == null
                        ? ""
                        : String.valueOf(description.error().getMessage()));
    }
}
