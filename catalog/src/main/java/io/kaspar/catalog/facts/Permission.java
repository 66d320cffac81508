package io.kaspar.catalog.facts;

/** Whether the principal may do something with a topic, as the cluster says. */
public enum Permission {
    GRANTED,
    DENIED,
    /** The cluster says nothing about it (Kafka before 2.3, some gateways). Brokers check it when it is done; files do not. */
    UNKNOWN
}
