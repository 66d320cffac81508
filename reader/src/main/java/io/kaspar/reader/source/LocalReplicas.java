package io.kaspar.reader.source;

import io.kaspar.reader.copy.PartitionCopy;
import io.kaspar.reader.directory.DirectoryCheck;
import io.kaspar.reader.directory.DirectoryVerdict;
import io.kaspar.reader.directory.LogDirectory;
import io.kaspar.reader.directory.PartitionDirectory;
import io.kaspar.reader.log.TopicPartitionName;
import io.kaspar.reader.task.FallbackReason;
import io.kaspar.reader.task.ReplicaLocation;
import io.kaspar.reader.task.ScanSpec;
import io.kaspar.reader.task.ScanTask;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks for replicas of a task's partition on this machine's disks. */
final class LocalReplicas {
    private final ScanSpec spec;
    private final ScanTask task;

    LocalReplicas(ScanSpec spec, ScanTask task) {
        this.spec = spec;
        this.task = task;
    }

    /** The replicas whose directories are here and are the right ones. */
    LocalSearch search() throws IOException {
        if (task.replicas().isEmpty()) {
            return new LocalSearch.NotFound(FallbackReason.NO_REPLICA_PLACES, FallbackReason.NO_REPLICA_PLACES.text());
        }
        FallbackReason reason = FallbackReason.NOT_ON_THIS_MACHINE;
        List<PartitionDirectory> found = new ArrayList<>();
        List<String> details = new ArrayList<>();
        for (ReplicaLocation replica : task.replicas()) {
            for (String path : new LogDirPaths(spec.read().logDirs()).of(replica.logDir())) {
                LogDirectory logDirectory = new LogDirectory(path(path));
                DirectoryCheck check = check(logDirectory, replica);
                if (check.matches()) {
                    found.add(
                            spec.isOffline()
                                    ? PartitionCopy.in(logDirectory, name()).directory()
                                    : logDirectory.partition(
                                            name(), spec.topic().id()));
                    break;
                }
                details.add(expected(replica) + ": " + check.detail());
                if (reason == FallbackReason.NOT_ON_THIS_MACHINE) {
                    reason = reason(check.verdict());
                }
            }
        }
        return found.isEmpty()
                ? new LocalSearch.NotFound(reason, String.join("; ", details))
                : new LocalSearch.Found(found);
    }

    private TopicPartitionName name() {
        return spec.partitionOf(task);
    }

    private static String expected(ReplicaLocation replica) {
        return "the disk of broker " + replica.nodeId() + " (" + replica.host() + ", " + replica.logDir() + ")";
    }

    private DirectoryCheck check(LogDirectory logDirectory, ReplicaLocation replica) throws IOException {
        try {
            if (spec.isOffline()) {
                return logDirectory.checkCopy(
                        spec.topic().clusterId(), name(), spec.topic().id());
            }
            return logDirectory.check(
                    spec.topic().clusterId(),
                    replica.nodeId(),
                    name(),
                    spec.topic().id());
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return new DirectoryCheck(DirectoryVerdict.NOT_READABLE, logDirectory.path() + " cannot be read: " + e);
        }
    }

    private static Path path(String text) throws IOException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IOException("log.dirs or a broker names a log directory that can be none here: " + text, e);
        }
    }

    private static FallbackReason reason(DirectoryVerdict verdict) {
        return switch (verdict) {
            case MATCHES, MISSING -> FallbackReason.NOT_ON_THIS_MACHINE;
            case NOT_READABLE -> FallbackReason.NOT_READABLE;
            case OTHER_CLUSTER -> FallbackReason.OTHER_CLUSTER;
            case OTHER_NODE -> FallbackReason.OTHER_NODE;
            case OTHER_TOPIC -> FallbackReason.OTHER_TOPIC;
            case NO_TOPIC_ID -> FallbackReason.NO_TOPIC_ID;
        };
    }
}
