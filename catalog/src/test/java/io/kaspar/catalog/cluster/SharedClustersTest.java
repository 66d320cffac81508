package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.schema.lease.Lease;
import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class SharedClustersTest {
    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final SharedClusters clusters = new SharedClusters(Clock.systemUTC(), lingering::add);

    private static ClusterOptions options(int port) {
        return new ClusterOptions(Map.of("bootstrap.servers", "localhost:" + port), 1_000, 1_000);
    }

    @Test
    void sharesOneClientPerOptions() {
        try (Lease<ClusterClient> first = clusters.lease(options(1));
                Lease<ClusterClient> second = clusters.lease(options(1));
                Lease<ClusterClient> other = clusters.lease(options(2))) {
            assertThat(second.value()).isSameAs(first.value());
            assertThat(other.value()).isNotSameAs(first.value());
            assertThat(clusters.openClients()).isEqualTo(2);
        }
    }

    @Test
    void closesAClientAfterTheLastLease() {
        clusters.lease(options(1)).close();
        assertThat(clusters.openClients()).isEqualTo(1);

        lingering.remove().run();

        assertThat(clusters.openClients()).isZero();
    }

    /** A token endpoint that takes connections and never answers, as behind a firewall. */
    @Test
    void aLoginThatHangsHoldsUpNoOtherCluster() throws IOException, InterruptedException {
        Lease<ClusterClient> before = clusters.lease(options(1));
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread hanging = new Thread(() -> clusters.lease(hangingLogin(silent.getLocalPort())));
            hanging.setUncaughtExceptionHandler((thread, refused) -> {});
            hanging.setDaemon(true);
            hanging.start();
            try (Socket asked = silent.accept()) {
                Waiting.until("the login to be under way", () -> clusters.openClients() == 2);

                before.close();
                try (Lease<ClusterClient> other = clusters.lease(options(2))) {
                    assertThat(other.value()).isNotNull();
                }
                lingering.remove().run();

                assertThat(asked.isConnected()).isTrue();
                assertThat(hanging.isAlive()).isTrue();
                assertThat(clusters.openClients()).isEqualTo(2);
            }
        }
    }

    private static ClusterOptions hangingLogin(int port) {
        String endpoint = "http://localhost:" + port + "/token";
        System.setProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", endpoint);
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", "localhost:3");
        properties.put("security.protocol", "SASL_PLAINTEXT");
        properties.put("sasl.mechanism", "OAUTHBEARER");
        properties.put(
                "sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " clientId=\"a\" clientSecret=\"b\";");
        properties.put(
                "sasl.login.callback.handler.class",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler");
        properties.put("sasl.oauthbearer.token.endpoint.url", endpoint);
        return new ClusterOptions(properties, 1_000, 1_000);
    }
}
