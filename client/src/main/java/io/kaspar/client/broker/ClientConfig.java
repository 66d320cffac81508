package io.kaspar.client.broker;

import io.kaspar.client.KafkaClientSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.ClientDnsLookup;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.security.auth.SecurityProtocol;
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

    /**
     * Whether responses may never be larger: because the user says how large they may be, or because Java would hold them
     * twice.
     */
    public boolean limitsResponses() {
        return limitsResponses || securityProtocol() == SecurityProtocol.SASL_PLAINTEXT;
    }

    /** How long a broker may wait for records that are not written yet. */
    public int waitMs() {
        return getInt(FETCH_MAX_WAIT_MS_CONFIG);
    }

    /** Whether brokers want a login. */
    boolean hasLogin() {
        return securityProtocol() == SecurityProtocol.SASL_PLAINTEXT || securityProtocol() == SecurityProtocol.SASL_SSL;
    }

    SecurityProtocol securityProtocol() {
        return SecurityProtocol.forName(getString(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG));
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
