package io.kaspar.samples.shop;

import io.kaspar.samples.SampleTopic;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A topic of the samples, written by producers that gather much and compress. */
interface ShopTopic extends SampleTopic {
    /** The producers' {@code compression.type}. */
    String compression();

    @Override
    default Map<String, String> producerSettings() {
        return Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(),
                ProducerConfig.LINGER_MS_CONFIG, "50",
                ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432");
    }
}
