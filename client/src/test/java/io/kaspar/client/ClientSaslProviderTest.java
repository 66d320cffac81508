package io.kaspar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Security;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientSaslProviderTest {

    @BeforeEach
    void install() {
        ClientSaslProvider.install();
        ClientSaslProvider.install();
    }

    @AfterEach
    void uninstall() {
        Security.removeProvider(ClientSaslProvider.NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SCRAM-SHA-256", "SCRAM-SHA-512", "OAUTHBEARER"})
    void servesThisClient(String mechanism) throws SaslException {
        assertThat(create(mechanism, new OwnHandler()))
                .isInstanceOfSatisfying(
                        SaslClient.class,
                        client -> assertThat(client.getMechanismName()).isEqualTo(mechanism));
    }

    @Test
    void leavesOtherCopiesOfKafkaToTheirOwn() throws SaslException {
        CallbackHandler another = callbacks -> {};
        assertThat(create("SCRAM-SHA-256", another)).isNull();
    }

    @Test
    void leavesKafkasOwnNamesToOtherCopies() {
        List<String> names = Arrays.stream(Security.getProviders())
                .map(provider -> provider.getName())
                .toList();
        assertThat(names).contains(ClientSaslProvider.NAME).noneMatch(name -> name.startsWith("SASL/"));
    }

    private static @Nullable SaslClient create(String mechanism, CallbackHandler handler) throws SaslException {
        return Sasl.createSaslClient(new String[] {mechanism}, null, "kafka", "localhost", Map.of(), handler);
    }

    private static final class OwnHandler implements AuthenticateCallbackHandler {
        @Override
        public void configure(Map<String, ?> configs, String mechanism, List<AppConfigurationEntry> entries) {}

        @Override
        public void handle(Callback[] callbacks) {}

        @Override
        public void close() {}
    }
}
