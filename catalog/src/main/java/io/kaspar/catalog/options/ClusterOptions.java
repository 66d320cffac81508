package io.kaspar.catalog.options;

import java.util.Map;

/**
 * How to reach a Kafka cluster. Never printed: {@link #toString} shows addresses only.
 *
 * @param kafkaProperties settings of Kafka clients under Kafka's names, with {@code bootstrap.servers}
 * @param requestTimeoutMs how long the cluster may take to answer
 * @param metadataTtlMs how long facts about topics may be remembered
 */
public record ClusterOptions(Map<String, String> kafkaProperties, int requestTimeoutMs, int metadataTtlMs) {
    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    public ClusterOptions {
        kafkaProperties = Map.copyOf(kafkaProperties);
        if (kafkaProperties.getOrDefault(BOOTSTRAP_SERVERS, "").isBlank()) {
            throw new OptionException("option kafka.bootstrap.servers is not set; it must be the addresses of the"
                    + " cluster, as host:port,host:port");
        }
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
