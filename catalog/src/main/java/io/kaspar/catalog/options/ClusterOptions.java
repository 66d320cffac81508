package io.kaspar.catalog.options;

import java.util.Map;

/**
 * How to reach a Kafka cluster, or that there is none. Never printed: {@link #toString} shows addresses only.
 *
 * @param kafkaProperties settings of Kafka clients under Kafka's names, with {@code bootstrap.servers}; none when there is no
 *     cluster, but copies of its directories
 * @param requestTimeoutMs how long the cluster may take to answer
 * @param metadataTtlMs how long facts about topics may be remembered
 */
public record ClusterOptions(Map<String, String> kafkaProperties, int requestTimeoutMs, int metadataTtlMs) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    public ClusterOptions {
        kafkaProperties = Map.copyOf(kafkaProperties);
        if (!kafkaProperties.isEmpty()
                && kafkaProperties.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
            throw new IllegalArgumentException("no addresses of the cluster");
        }
    }

    /** Whether there is no cluster to ask. */
    public boolean isOffline() {
        return kafkaProperties.isEmpty();
    }

    /** Where topics are looked for, for messages. */
    public String place() {
        return isOffline() ? "the directories of log.dirs" : "the Kafka cluster at " + bootstrapServers();
    }

    /** The addresses, for messages. */
    public String bootstrapServers() {
        return kafkaProperties.getOrDefault(BOOTSTRAP_SERVERS, "");
    }

    /** The secrets among the settings. */
    public Secrets secrets() {
        return Secrets.of(kafkaProperties);
    }

    @Override
    public String toString() {
        return "ClusterOptions[" + bootstrapServers() + "]";
    }
}
