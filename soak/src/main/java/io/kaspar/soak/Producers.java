package io.kaspar.soak;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Opens producers of all kinds. */
record Producers(String bootstrapServers) {
    static final List<String> CODECS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private static final int LARGEST_REQUEST = 7 << 20;
    private static final int LARGE_BATCH = 5 << 20;

    /** Without id: what it sends again can be in the log twice. */
    KafkaProducer<byte[], byte[]> plain(String codec) {
        return open(Map.of(
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                false,
                ProducerConfig.ACKS_CONFIG,
                "1",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                codec));
    }

    KafkaProducer<byte[], byte[]> idempotent(String codec) {
        return open(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, codec));
    }

    /** One that gathers megabytes for a record batch. */
    KafkaProducer<byte[], byte[]> large(String codec) {
        return open(Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                codec,
                ProducerConfig.BATCH_SIZE_CONFIG,
                LARGE_BATCH,
                ProducerConfig.LINGER_MS_CONFIG,
                500,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                LARGEST_REQUEST));
    }

    KafkaProducer<byte[], byte[]> transactional(String codec, String transactionalId) {
        return open(Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                codec,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                transactionalId,
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                20_000));
    }

    private KafkaProducer<byte[], byte[]> open(Map<String, Object> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 8_000);
        all.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, 5_000);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
