package io.kaspar.catalog.facts;

/** Whether the principal may read a topic's records, as the cluster says. */
public enum ReadPermission {
    GRANTED,
    DENIED,
    /** The cluster says nothing about it (Kafka before 2.3, some gateways). Brokers check it when they are read; files do not. */
    UNKNOWN
}
