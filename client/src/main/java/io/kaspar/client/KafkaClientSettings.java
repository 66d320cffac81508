package io.kaspar.client;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;

/**
 * Makes Kafka's settings, and the classes they name, work for the Kafka client at hand: in the jar that users add to Spark
 * it lies in another package than Kafka's own, so that it does not meet other versions of itself.
 */
public final class KafkaClientSettings {
    private static final int LOGIN_TIMEOUT_MS = 10_000;
    private static final RelocatedNames NAMES = RelocatedNames.ofThisClient();

    private KafkaClientSettings() {}

    /**
     * The settings to create a Kafka client with: class names of Kafka's are those of the client at hand, and a login that asks
     * a server for a token waits for it for some seconds, unless the user says how long.
     *
     * @param kafkaProperties as a user writes them, by Kafka's documentation
     */
    public static Map<String, Object> clientSettings(Map<String, String> kafkaProperties) {
        Map<String, Object> settings = new HashMap<>();
        kafkaProperties.forEach((name, value) -> settings.put(name, NAMES.inSetting(name, value)));
        String protocol = kafkaProperties.getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "");
        if (protocol.toUpperCase(Locale.ROOT).startsWith("SASL_")) {
            // Kafka waits for ever, and lets no other client of this JVM log in meanwhile.
            settings.putIfAbsent(SaslConfigs.SASL_LOGIN_CONNECT_TIMEOUT_MS, LOGIN_TIMEOUT_MS);
            settings.putIfAbsent(SaslConfigs.SASL_LOGIN_READ_TIMEOUT_MS, LOGIN_TIMEOUT_MS);
        }
        return settings;
    }

    /** Does work that loads the classes which settings name, with those that {@code userClassLoader} finds for a user's own. */
    static <T, E extends Exception> T withClientClassLoader(ClassLoader userClassLoader, ClientWork<T, E> work)
            throws E {
        if (NAMES.isRelocated()) {
            ClientSaslProvider.install();
        }
        return withClientClassLoader(NAMES, userClassLoader, KafkaClientSettings.class.getClassLoader(), work);
    }

    static <T, E extends Exception> T withClientClassLoader(
            RelocatedNames names, ClassLoader userClassLoader, ClassLoader clientClassLoader, ClientWork<T, E> work)
            throws E {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(
                names.isRelocated()
                        ? RelocatingClassLoader.of(userClassLoader, clientClassLoader, names)
                        : userClassLoader);
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** What needs the client's class loader. */
    @FunctionalInterface
    public interface ClientWork<T, E extends Exception> {
        T run() throws E;
    }
}
