package io.kaspar.schema.registry;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** TLS settings under the names and with the meanings they have for Kafka's clients. Never printed. */
final class TlsOptions {
    static final String TRUST_LOCATION = "ssl.truststore.location";
    static final String TRUST_PASSWORD = "ssl.truststore.password";
    static final String TRUST_TYPE = "ssl.truststore.type";
    static final String TRUST_CERTIFICATES = "ssl.truststore.certificates";
    static final String KEY_LOCATION = "ssl.keystore.location";
    static final String KEY_STORE_PASSWORD = "ssl.keystore.password";
    static final String KEY_TYPE = "ssl.keystore.type";
    static final String KEY_PEM = "ssl.keystore.key";
    static final String KEY_CERTIFICATES = "ssl.keystore.certificate.chain";
    static final String KEY_PASSWORD = "ssl.key.password";
    static final String PROTOCOL = "ssl.protocol";
    static final String HOST_CHECK = "ssl.endpoint.identification.algorithm";

    static final Set<String> NAMES = Set.of(
            TRUST_LOCATION,
            TRUST_PASSWORD,
            TRUST_TYPE,
            TRUST_CERTIFICATES,
            KEY_LOCATION,
            KEY_STORE_PASSWORD,
            KEY_TYPE,
            KEY_PEM,
            KEY_CERTIFICATES,
            KEY_PASSWORD,
            PROTOCOL,
            HOST_CHECK);

    private final Map<String, String> settings;

    /** @throws SchemaRegistryException when a name is none of those known */
    TlsOptions(Map<String, String> settings) throws SchemaRegistryException {
        for (String name : settings.keySet()) {
            if (!NAMES.contains(name)) {
                throw new SchemaRegistryException(
                        "no TLS setting for registries: " + name + "; known are " + new TreeSet<>(NAMES));
            }
        }
        this.settings = Map.copyOf(settings);
    }

    /** The setting; null when it is not set. */
    @Nullable
    String find(String name) {
        return settings.get(name);
    }

    String get(String name, String fallback) {
        return settings.getOrDefault(name, fallback);
    }

    /** A password as key stores take it; null when it is not set. */
    @SuppressWarnings("ReturnsNullCollection") // an array of no characters is another password than none
    char @Nullable [] password(String name) {
        String text = settings.get(name);
        return text == null ? null : text.toCharArray();
    }
}
