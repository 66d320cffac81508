package io.kaspar.reader.task;

import java.io.Serializable;

/**
 * A replica of a partition on a broker's disk.
 *
 * @param nodeId the broker's id
 * @param host the broker's host as its listener is advertised
 * @param logDir the log directory as the broker names it
 */
public record ReplicaLocation(int nodeId, String host, String logDir) implements Serializable {}
