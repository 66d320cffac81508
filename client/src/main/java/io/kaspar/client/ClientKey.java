package io.kaspar.client;

import java.util.Map;

/**
 * Who may share a client: those whose settings are the same and mean the same classes.
 *
 * <p>Sessions of one JVM may have a class loader each, with a class of the same name in it: one's login must not be done by the
 * other's class. Where the settings name no class of a session's own, the class loader is Kaspar's, so that what is shared, and
 * the threads that it starts, hold no session's class loader when that session has ended. Holds credentials.
 */
public record ClientKey(Map<String, String> kafkaProperties, ClassLoader classLoader) {
    private static final RelocatedNames NAMES = RelocatedNames.ofThisClient();
    private static final ClassLoader OWN = ownClassLoader();

    public ClientKey {
        kafkaProperties = Map.copyOf(kafkaProperties);
    }

    /**
     * The key of what the calling thread asks for: its class loader finds the classes of its session.
     *
     * @param kafkaProperties as a user writes them, by Kafka's documentation
     */
    public static ClientKey ofThisThread(Map<String, String> kafkaProperties) {
        ClassLoader users = Thread.currentThread().getContextClassLoader();
        boolean isAnybodys = users == null || NamedClasses.areSame(kafkaProperties, NAMES, OWN, users);
        return new ClientKey(kafkaProperties, isAnybodys ? OWN : users);
    }

    /**
     * Creates a Kafka client, or does anything else that loads the classes its settings name: a user's own, written
     * against Kafka's packages, are adapted to the client at hand.
     */
    public <T, E extends Exception> T withClassLoader(KafkaClientSettings.ClientWork<T, E> work) throws E {
        return KafkaClientSettings.withClientClassLoader(classLoader, work);
    }

    private static ClassLoader ownClassLoader() {
        ClassLoader own = ClientKey.class.getClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }

    @Override
    public String toString() {
        return "ClientKey[" + kafkaProperties.getOrDefault("bootstrap.servers", "") + "]";
    }
}
