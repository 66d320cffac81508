package io.kaspar.writer.transaction;

import java.util.Map;

/**
 * Where writes are decided.
 *
 * @param kafkaProperties settings of Kafka's clients as users write them, with {@code bootstrap.servers}; credentials among them
 * @param decisionTopic the compacted topic that holds what was decided
 * @param requestTimeoutMs how long one question to the cluster may take
 * @param transactionTimeoutMs after which brokers abort a task's transaction, counted from its first record
 */
public record TransactionalCluster(
        Map<String, String> kafkaProperties, String decisionTopic, int requestTimeoutMs, int transactionTimeoutMs) {
    public TransactionalCluster {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    String servers() {
        return kafkaProperties.getOrDefault("bootstrap.servers", "");
    }

    @Override
    public String toString() {
        return "TransactionalCluster[" + servers() + "]";
    }
}
