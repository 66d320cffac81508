package io.kaspar.client;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

/**
 * Finds Kafka's SASL mechanisms for the relocated client.
 *
 * <p>Kafka registers them with the JVM under fixed names: of two copies of Kafka in one JVM, Spark's connector being the other,
 * whichever comes second would get the mechanisms of the first, which do not know its classes. This provider has a name of
 * its own and {@link ClientSaslFactory} serves this client only; Kafka's registrations of it are taken back.
 */
final class ClientSaslProvider extends Provider {
    private static final long serialVersionUID = 1L;
    static final String NAME = "Kaspar SASL clients";
    private static final List<Class<?>> REGISTER_WHEN_LOADED =
            List.of(ScramLoginModule.class, OAuthBearerLoginModule.class, PlainLoginModule.class);

    private ClientSaslProvider() {
        super(NAME, "1.0", "Kafka's SASL mechanisms for Kaspar's own clients");
        for (String mechanism : ClientSaslFactory.MECHANISMS) {
            put("SaslClientFactory." + mechanism, ClientSaslFactory.class.getName());
        }
    }

    /** Registers the mechanisms, once per JVM. */
    static synchronized void install() {
        if (Security.getProvider(NAME) == null) {
            REGISTER_WHEN_LOADED.forEach(ClientSaslProvider::initialize);
            removeOfThisClient();
            Security.insertProviderAt(new ClientSaslProvider(), 1);
        }
    }

    private static void initialize(Class<?> loginModule) {
        try {
            Class.forName(loginModule.getName(), true, loginModule.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("a class that is loaded cannot be found", e);
        }
    }

    /** Other copies of Kafka register their own; these are in the way of them, and of no use beside this provider. */
    private static void removeOfThisClient() {
        String thisClient = ScramLoginModule.class.getPackageName();
        for (Provider provider : Security.getProviders()) {
            String packageName = provider.getClass().getPackageName();
            if (packageName.startsWith(thisClient.substring(0, thisClient.lastIndexOf('.') + 1))) {
                Security.removeProvider(provider.getName());
            }
        }
    }
}
