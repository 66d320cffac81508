package io.kaspar.catalog.facts;

/**
 * A log directory of a broker.
 *
 * @param logDir as the broker names it
 */
public record BrokerLogDirectory(int nodeId, String logDir) {}
