package io.kaspar.reader.directory;

/**
 * Whose log directory one is.
 *
 * @param clusterId as the directory says, or a word that says it does not
 * @param nodeId of the broker, as text for the same reason
 */
public record LogDirectoryOwner(String clusterId, String nodeId) {}
