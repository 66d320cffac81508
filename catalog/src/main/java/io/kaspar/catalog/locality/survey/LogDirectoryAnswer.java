package io.kaspar.catalog.locality.survey;

import io.kaspar.catalog.facts.BrokerLogDirectory;
import io.kaspar.reader.directory.DirectoryVerdict;
import java.io.Serializable;

/**
 * What an executor found of one of a broker's log directories.
 *
 * @param nodeId of the broker that was asked about
 * @param logDir as that broker names it
 * @param path where it was looked for last
 * @param detail of the verdict, in words
 * @param clusterId that was found there; empty when nothing was
 * @param foundNodeId that was found there; empty when nothing was
 * @param mount the file system there and its type; empty when there is nothing
 */
public record LogDirectoryAnswer(
        int nodeId,
        String logDir,
        String path,
        DirectoryVerdict verdict,
        String detail,
        String clusterId,
        String foundNodeId,
        String mount)
        implements Serializable {

    /** Whether there is anything in that place. */
    public boolean isThere() {
        return verdict != DirectoryVerdict.MISSING;
    }

    /** Whether tasks on this host can read what the broker has in the directory. */
    public boolean isFound() {
        return verdict == DirectoryVerdict.MATCHES;
    }

    BrokerLogDirectory brokerDisk() {
        return new BrokerLogDirectory(nodeId, logDir);
    }
}
