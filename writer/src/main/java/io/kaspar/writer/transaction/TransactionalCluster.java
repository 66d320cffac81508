package io.kaspar.writer.transaction;

import io.kaspar.client.ClientKey;
import io.kaspar.client.KafkaClientSettings;
import io.kaspar.writer.WriteException;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

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

    /** A client, to be closed by the caller. */
    Admin admin() throws WriteException {
        try {
            return ClientKey.ofThisThread(kafkaProperties)
                    .withClassLoader(() -> Admin.create(KafkaClientSettings.clientSettings(kafkaProperties)));
        } catch (KafkaException e) {
            throw new KafkaAnswers(this).failure("making a client", e.getCause() == null ? e : e.getCause());
        }
    }

    String servers() {
        return kafkaProperties.getOrDefault("bootstrap.servers", "");
    }

    @Override
    public String toString() {
        return "TransactionalCluster[" + servers() + "]";
    }
}
