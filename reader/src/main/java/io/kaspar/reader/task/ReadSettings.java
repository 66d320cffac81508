package io.kaspar.reader.task;

import io.kaspar.reader.log.Isolation;
import java.io.Serializable;
import java.util.List;

/**
 * How records are read, as the user set it.
 *
 * @param logDirs where brokers' log directories are seen on the executors' machines, tried in order
 * @param checkCrcs whether record batches are checked against their CRC-32C
 * @param maxRows rows in one block of columns, at least 1
 * @param networkTimeoutMs how long a read over the network goes on trying without any progress
 * @param failOnDataLoss whether a task fails when records that it should read are gone, or counts them and goes on
 */
public record ReadSettings(
        Isolation isolation,
        ReadLocality locality,
        List<LogDirMapping> logDirs,
        boolean checkCrcs,
        MalformedMode malformedMode,
        int maxRows,
        int networkTimeoutMs,
        boolean failOnDataLoss)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    public ReadSettings {
        logDirs = List.copyOf(logDirs);
    }

    /** The same, with records of open and aborted transactions, too. */
    public ReadSettings uncommitted() {
        return new ReadSettings(
                Isolation.READ_UNCOMMITTED,
                locality,
                logDirs,
                checkCrcs,
                malformedMode,
                maxRows,
                networkTimeoutMs,
                failOnDataLoss);
    }

    /** The same, with something else that becomes of malformed records. */
    public ReadSettings withMalformedMode(MalformedMode changed) {
        return new ReadSettings(
                isolation, locality, logDirs, checkCrcs, changed, maxRows, networkTimeoutMs, failOnDataLoss);
    }
}
