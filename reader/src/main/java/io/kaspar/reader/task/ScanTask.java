package io.kaspar.reader.task;

import io.kaspar.reader.log.LogLineage;
import io.kaspar.reader.log.OffsetRange;
import io.kaspar.reader.log.TimestampRanges;
import java.io.Serializable;
import java.util.List;

/**
 * What one task reads.
 *
 * @param range numbers only: fixed on the driver, so that a retried task reads the same records
 * @param lineage of the log whose records are meant: a copy that has another is not read
 * @param timestamps records with others are left out
 * @param replicas in-sync replicas whose log directories are known, the leader's first; empty when none may be read
 * @param hasFailedOften whether earlier attempts failed, maybe for what files said: brokers are asked where both are allowed
 */
public record ScanTask(
        int partition,
        OffsetRange range,
        LogLineage lineage,
        TimestampRanges timestamps,
        List<ReplicaPlace> replicas,
        boolean hasFailedOften)
        implements Serializable {
    public ScanTask {
        replicas = List.copyOf(replicas);
    }

    /** Reads all of a range, of whatever log, for the first time. */
    public ScanTask(int partition, OffsetRange range, List<ReplicaPlace> replicas) {
        this(partition, range, LogLineage.UNCHECKED, TimestampRanges.ALL, replicas, false);
    }
}
