package io.kaspar.catalog.procedure;

import io.kaspar.catalog.cluster.ClusterDisks;
import io.kaspar.reader.scan.LogDirMapping;
import java.io.Serializable;
import java.util.List;

/**
 * What each executor is asked: which of these brokers' directories it has.
 *
 * @param topic whose partitions' directories are looked at as well; empty for none
 * @param topicId Kafka's UUID of the topic; empty without one
 * @param logDirs where directories are seen on executors' machines
 */
record DirectoryQuestion(ClusterDisks disks, String topic, String topicId, List<LogDirMapping> logDirs)
        implements Serializable {
    DirectoryQuestion {
        logDirs = List.copyOf(logDirs);
    }
}
