package io.kaspar.bench;

/** The cluster that all contenders read from. */
record Target(String bootstrapServers, String registryUrl, String topic, String valueSchema) {}
