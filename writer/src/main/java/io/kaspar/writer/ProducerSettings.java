package io.kaspar.writer;

import io.kaspar.client.KafkaClientSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The settings of producers: those of a user, and what Kaspar sets where the user does not. */
public final class ProducerSettings {
    /** More than Kafka's 16 KiB: the rows of a task come as fast as they can be read, and larger requests are fewer. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** What brokers allow unless they are set otherwise: {@code transaction.max.timeout.ms}. */
    private static final int LONGEST_TRANSACTION_MS = 900_000;

    private static final long BACKOFF_MS = 20;

    private static final Set<String> OF_CONSUMERS_ONLY = consumersOnly();

    private ProducerSettings() {}

    private static Set<String> consumersOnly() {
        Set<String> names = new HashSet<>(ConsumerConfig.configNames());
        names.removeAll(ProducerConfig.configNames());
        return names;
    }

    static Map<String, Object> of(Map<String, String> kafkaProperties) {
        Map<String, String> settings = new HashMap<>(kafkaProperties);
        settings.keySet().removeAll(OF_CONSUMERS_ONLY);
        settings.putIfAbsent(ProducerConfig.ACKS_CONFIG, "all");
        settings.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(BATCH_BYTES));
        Map<String, Object> all = new HashMap<>(KafkaClientSettings.clientSettings(settings));
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return all;
    }

    /**
     * The settings of a producer with transactions.
     *
     * @param timeoutMs after which brokers abort one
     */
    public static Map<String, Object> transactional(
            Map<String, String> kafkaProperties, String transactionalId, int timeoutMs) {
        Map<String, Object> settings = of(kafkaProperties);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMs);
        settings.remove(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG);
        // a coordinator that is new to an id, or busy with its last transaction, is ready some milliseconds later
        settings.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, BACKOFF_MS);
        return settings;
    }

    /** After how long brokers abort the transaction of a task: what the user says, else as long as brokers allow by default. */
    public static int transactionTimeoutMs(Map<String, String> kafkaProperties) {
        String timeout = kafkaProperties.get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        // what is no number was refused with the other settings
        return timeout == null ? LONGEST_TRANSACTION_MS : Integer.parseInt(timeout.trim());
    }

    /**
     * Looks at the settings before anything is sent.
     *
     * @throws WriteException when Kafka's producer would not take them
     */
    public static void check(Map<String, String> kafkaProperties) throws WriteException {
        try {
            new ProducerConfig(of(kafkaProperties)).values();
        } catch (ConfigException e) {
            throw new WriteException(
                    "the options kafka.* are no settings of a producer: " + e.getMessage() + "; change them", e);
        }
    }
}
