package io.kaspar.reader.fetch;

import io.kaspar.client.KafkaClientSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer's settings, checked as a consumer checks them, with defaults that suit reading a log from one end to the other. */
final class FetchConfig extends ConsumerConfig {
    private static final int DEFAULT_PARTITION_BYTES = 4 << 20;
    /** The end offset is known, so that a fetch never waits for records to be written. */
    private static final int DEFAULT_WAIT_MS = 100;

    private static final int OPERATING_SYSTEMS_CHOICE = -1;

    private FetchConfig(Map<String, Object> settings) {
        super(settings, false);
    }

    /** @throws org.apache.kafka.common.config.ConfigException naming the setting that is wrong */
    static FetchConfig of(Map<String, String> kafkaProperties) {
        Map<String, Object> settings = new HashMap<>(KafkaClientSettings.clientSettings(kafkaProperties));
        settings.put(KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.putIfAbsent(MAX_PARTITION_FETCH_BYTES_CONFIG, DEFAULT_PARTITION_BYTES);
        settings.putIfAbsent(FETCH_MAX_WAIT_MS_CONFIG, DEFAULT_WAIT_MS);
        settings.putIfAbsent(RECEIVE_BUFFER_CONFIG, OPERATING_SYSTEMS_CHOICE);
        settings.putIfAbsent(CLIENT_ID_CONFIG, "kaspar");
        return new FetchConfig(settings);
    }

    int partitionBytes() {
        return Math.min(getInt(MAX_PARTITION_FETCH_BYTES_CONFIG), getInt(FETCH_MAX_BYTES_CONFIG));
    }

    int waitMs() {
        return getInt(FETCH_MAX_WAIT_MS_CONFIG);
    }

    String clientId() {
        return getString(CLIENT_ID_CONFIG);
    }

    int requestTimeoutMs() {
        return getInt(REQUEST_TIMEOUT_MS_CONFIG);
    }

    long retryBackoffMs() {
        return getLong(RETRY_BACKOFF_MS_CONFIG);
    }

    long maxRetryBackoffMs() {
        return getLong(RETRY_BACKOFF_MAX_MS_CONFIG);
    }

    ClientDnsLookup dnsLookup() {
        return ClientDnsLookup.forConfig(getString(CLIENT_DNS_LOOKUP_CONFIG));
    }
}
