package io.kaspar.catalog.facts;

import java.io.Serializable;
import java.util.List;

/**
 * A broker and its log directories, as it tells them.
 *
 * @param host as its listener is advertised
 * @param unknownBecause why it tells none; empty when it does
 */
public record BrokerLogDirectories(int nodeId, String host, List<Directory> directories, String unknownBecause)
        implements Serializable {
    public BrokerLogDirectories {
        directories = List.copyOf(directories);
    }

    /**
     * A log directory.
     *
     * @param path as the broker names it
     * @param partitions of the topic that was asked about, which lie there
     * @param failedBecause what the broker says is wrong with it; empty when nothing is
     */
    public record Directory(String path, List<Integer> partitions, String failedBecause) implements Serializable {
        public Directory {
            partitions = List.copyOf(partitions);
        }
    }
}
