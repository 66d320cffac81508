package io.kaspar.reader.task;

import java.io.Serializable;

/**
 * A broker's log directory as it is seen on an executor's machine, where the two differ (containers, mounts).
 *
 * @param brokerPath the start of the path as the broker names it
 * @param localPath what stands in its place here
 */
public record LogDirMapping(String brokerPath, String localPath) implements Serializable {}
