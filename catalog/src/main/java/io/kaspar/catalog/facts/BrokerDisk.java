package io.kaspar.catalog.facts;

/**
 * A log directory of a broker.
 *
 * @param logDir as the broker names it
 */
public record BrokerDisk(int nodeId, String logDir) {}
