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
