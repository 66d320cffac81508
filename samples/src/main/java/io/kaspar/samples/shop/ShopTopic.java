package io.kaspar.samples.shop;

import io.kaspar.samples.SampleTopic;
import io.kaspar.samples.SchemaType;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** A topic of the samples, written by producers that gather much and compress. */
interface ShopTopic extends SampleTopic {
    /** The producers' {@code compression.type}. */
    String compression();

    /** What the schemas of its values are written in. */
    default SchemaType schemaType() {
        return SchemaType.AVRO;
    }

    @Override
    default Map<String, String> producerSettings() {
        return Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG, compression(),
                ProducerConfig.LINGER_MS_CONFIG, "50",
                ProducerConfig.BATCH_SIZE_CONFIG, "131072",
                ProducerConfig.BUFFER_MEMORY_CONFIG, "33554432");
    }
}
