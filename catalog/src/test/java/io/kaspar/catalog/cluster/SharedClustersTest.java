package io.kaspar.catalog.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.options.ClusterOptions;
import io.kaspar.schema.lease.Lease;
import io.kaspar.testing.kafka.Waiting;
import io.kaspar.testing.session.SessionClassLoader;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedClustersTest {
    private final Queue<Runnable> lingering = new ArrayDeque<>();
    private final SharedClusters clusters = new SharedClusters(Clock.systemUTC(), lingering::add);

    @TempDir
    Path folder = Path.of("");

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

    @Test
    void givesUpAClientThatGotNoAnswer() {
        Cluster nowhere = new Cluster(options(1), clusters);

        assertThatThrownBy(() -> nowhere.topics(false)).hasMessageContaining("no answer");

        assertThat(clusters.openClients()).isZero();
    }

    @Test
    void keepsSessionsWithClassesOfTheirOwnApart() throws Exception {
        Map<String, String> properties =
                Map.of("bootstrap.servers", "localhost:1", "metric.reporters", SessionReporter.class.getName());
        ClusterOptions options = new ClusterOptions(properties, 1_000, 1_000);
        SessionClassLoader one = SessionClassLoader.withCopy(SessionReporter.class, folder.resolve("one"));
        SessionClassLoader other = SessionClassLoader.withCopy(SessionReporter.class, folder.resolve("other"));

        try (Lease<ClusterClient> first = one.call(() -> clusters.lease(options));
                Lease<ClusterClient> again = one.call(() -> clusters.lease(options));
                Lease<ClusterClient> others = other.call(() -> clusters.lease(options))) {
            assertThat(again.value()).isSameAs(first.value());
            assertThat(others.value()).isNotSameAs(first.value());
        }
    }

    @Test
    void aClientOfAllHoldsNoSession() throws Exception {
        SessionClassLoader session = SessionClassLoader.empty();
        WeakReference<ClassLoader> ended = new WeakReference<>(session);
        try (Lease<ClusterClient> lease = session.call(() -> clusters.lease(options(1)))) {
            session.close();
            session = null;

            awaitCollected(ended);
            assertThat(lease.value()).isNotNull();
        }
    }

    @Test
    void aSessionsClientHoldsItNoLongerThanItsLease() throws Exception {
        ClusterOptions options = new ClusterOptions(
                Map.of("bootstrap.servers", "localhost:1", "metric.reporters", SessionReporter.class.getName()),
                1_000,
                1_000);
        SessionClassLoader session = SessionClassLoader.withCopy(SessionReporter.class, folder);
        session.call(() -> clusters.lease(options)).close();
        WeakReference<ClassLoader> ended = new WeakReference<>(session);
        session.close();
        session = null;

        lingering.remove().run();

        awaitCollected(ended);
    }

    private static void awaitCollected(WeakReference<ClassLoader> ended) {
        Waiting.until("the class loader of a session that ended to be collected", () -> {
            System.gc();
            return ended.get() == null;
        });
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
