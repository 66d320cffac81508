package io.kaspar.client.broker;

import io.kaspar.client.KafkaClientSettings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A consumer's settings, checked as a consumer checks them, with defaults that suit reading a log from one end to the other. */
public final class ClientConfig extends ConsumerConfig {
    private static final int DEFAULT_PARTITION_BYTES = 4 << 20;
    /** The end offset is known, so that a fetch never waits for records to be written. */
    private static final int DEFAULT_WAIT_MS = 100;

    private static final int OPERATING_SYSTEMS_CHOICE = -1;

    private final boolean limitsResponses;

    private ClientConfig(Map<String, Object> settings, boolean limitsResponses) {
        super(settings, false);
        this.limitsResponses = limitsResponses;
    }

    /** @throws org.apache.kafka.common.config.ConfigException naming the setting that is wrong */
    static ClientConfig of(Map<String, String> kafkaProperties) {
        Map<String, Object> settings = new HashMap<>(KafkaClientSettings.clientSettings(kafkaProperties));
        settings.put(KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.putIfAbsent(MAX_PARTITION_FETCH_BYTES_CONFIG, DEFAULT_PARTITION_BYTES);
        settings.putIfAbsent(FETCH_MAX_WAIT_MS_CONFIG, DEFAULT_WAIT_MS);
        settings.putIfAbsent(RECEIVE_BUFFER_CONFIG, OPERATING_SYSTEMS_CHOICE);
        settings.putIfAbsent(CLIENT_ID_CONFIG, "kaspar");
        boolean limitsResponses = kafkaProperties.containsKey(MAX_PARTITION_FETCH_BYTES_CONFIG)
                || kafkaProperties.containsKey(FETCH_MAX_BYTES_CONFIG);
        return new ClientConfig(settings, limitsResponses);
    }

    /** How many bytes of one partition a response holds, large record batches aside. */
    public int partitionBytes() {
        return Math.min(getInt(MAX_PARTITION_FETCH_BYTES_CONFIG), getInt(FETCH_MAX_BYTES_CONFIG));
    }

    /** Whether the user says how large responses may be: then they never become larger. */
    public boolean limitsResponses() {
        return limitsResponses;
    }

    /** How long a broker may wait for records that are not written yet. */
    public int waitMs() {
        return getInt(FETCH_MAX_WAIT_MS_CONFIG);
    }

    /** Whether brokers want a login. */
    boolean hasLogin() {
        return getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG)
                .toUpperCase(Locale.ROOT)
                .startsWith("SASL_");
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
