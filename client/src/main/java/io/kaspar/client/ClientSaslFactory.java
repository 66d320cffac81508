package io.kaspar.client;

import java.util.Map;
import java.util.Set;
import javax.security.auth.callback.CallbackHandler;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslClientFactory;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.internals.OAuthBearerSaslClient.OAuthBearerSaslClientFactory;
import org.apache.kafka.common.security.scram.internals.ScramSaslClient.ScramSaslClientFactory;
import org.jspecify.annotations.Nullable;

/** Makes SASL clients for connections of this Kafka client, and of no other copy of Kafka. Public for the JVM's sake. */
public final class ClientSaslFactory implements SaslClientFactory {
    static final Set<String> MECHANISMS = Set.of("SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER");

    private final Map<String, SaslClientFactory> factories = Map.of(
            "SCRAM-SHA-256", new ScramSaslClientFactory(),
            "SCRAM-SHA-512", new ScramSaslClientFactory(),
            "OAUTHBEARER", new OAuthBearerSaslClientFactory());

    /** Called by the JVM. */
    public ClientSaslFactory() {}

    /** Null, so that other factories are asked, when the handler belongs to another copy of Kafka. */
    @Override
    public @Nullable SaslClient createSaslClient(
            String[] mechanisms,
            @Nullable String authorizationId,
            String protocol,
            String serverName,
            Map<String, ?> properties,
            CallbackHandler handler)
            throws SaslException {
        if (!(handler instanceof AuthenticateCallbackHandler)) {
            return null;
        }
        for (String mechanism : mechanisms) {
            SaslClientFactory factory = factories.get(mechanism);
            if (factory != null) {
                return factory.createSaslClient(
                        new String[] {mechanism}, authorizationId, protocol, serverName, properties, handler);
            }
        }
        return null;
    }

    @Override
    public String[] getMechanismNames(Map<String, ?> properties) {
        return MECHANISMS.toArray(String[]::new);
    }
}
