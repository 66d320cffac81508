package io.kaspar.bench.data;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How many records producers put into one record batch. */
public enum RecordBatchSize {
    /** What a producer does that was told nothing: up to 16 KiB, or 5 ms. */
    PRODUCER_DEFAULT("", Map.of()),
    /** About ten records, at once. */
    SMALL("small", Map.of(ProducerConfig.LINGER_MS_CONFIG, "0", ProducerConfig.BATCH_SIZE_CONFIG, "1100")),
    /** As large as a broker takes by default. */
    LARGE("large", Map.of(ProducerConfig.LINGER_MS_CONFIG, "1000", ProducerConfig.BATCH_SIZE_CONFIG, "1000000"));

    private final String suffix;
    private final Map<String, String> producerSettings;

    RecordBatchSize(String suffix, Map<String, String> producerSettings) {
        this.suffix = suffix;
        this.producerSettings = producerSettings;
    }

    String suffix() {
        return suffix;
    }

    Map<String, String> producerSettings() {
        return producerSettings;
    }
}
