package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.registry.FakeRegistry;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries that are not Confluent's, and addresses that are not everybody's. */
final class RegistryKindsTest {
    private static final String MISSING = "/subjects/orders-key/versions/latest";

    private FakeRegistry server;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
        server.register("orders-value", "\"int\"");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error_code\":404,\"message\":\"No artifact with ID 'orders-key'\"}",
                "{\"error_code\":0}",
                "{\"message\":\"nothing here\"}",
                "<html>Not found</html>",
                ""
            })
    void aMissingSubjectNeedsNoCodeOfConfluents(String body) throws IOException {
        server.plant(MISSING, 404, body);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThat(registry.latest("orders-key")).isEmpty();
            assertThat(registry.latest("orders-value")).isPresent();
        }
    }

    @Test
    void aRegistryIsAskedForItsSubjectsOnlyUntilItIsKnownToBeOne() throws IOException {
        server.plant(MISSING, 404, "");
        server.plant("/schemas/ids/9", 404, "");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            registry.latest("orders-value");

            assertThat(registry.latest("orders-key")).isEmpty();
            assertThatThrownBy(() -> registry.byId(9))
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            e -> assertThat(e.isUnknown()).isTrue());
            assertThat(server.requestCount("/subjects")).isZero();
        }
    }

    @Test
    void aPlaceThatIsNoRegistryIsStillAWrongAddress() throws IOException {
        server.plant("/subjects", 404, "<html>Not found</html>");
        server.plant(MISSING, 404, "<html>Not found</html>");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(() -> registry.latest("orders-key"))
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("check the path in schema.registry.url");
        }
    }

    @Test
    void aSubjectThatComesLaterIsSeenSoon() throws IOException {
        ManualClock clock = new ManualClock();
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.options(server.url()), clock)) {
            assertThat(registry.latest("late-value")).isEmpty();
            server.register("late-value", "\"int\"");
            assertThat(registry.latest("late-value")).isEmpty();

            clock.advance(TestRegistries.MISSING_TTL_MS);

            assertThat(registry.latest("late-value")).isPresent();
        }
    }

    @Test
    void aForgottenSubjectIsAskedForAnew() throws IOException {
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            registry.latest("orders-value");
            server.register("orders-value", "\"long\"");

            registry.forget("orders-value");

            assertThat(registry.latest("orders-value").orElseThrow().version()).isEqualTo(2);
        }
    }

    @Test
    void anUnknownIdIsAskedForOnceInATime() throws IOException {
        ManualClock clock = new ManualClock();
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.options(server.url()), clock)) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> registry.byId(9)).hasMessageContaining("id 9");
            }
            assertThat(server.requestCount("/schemas/ids/9")).isOne();

            clock.advance(TestRegistries.MISSING_TTL_MS);

            assertThatThrownBy(() -> registry.byId(9)).hasMessageContaining("id 9");
            assertThat(server.requestCount("/schemas/ids/9")).isEqualTo(2);
        }
    }

    @Test
    void tellsWhoseAnIdIs() throws IOException {
        server.register("other", "\"int\"");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThat(registry.subjectsOf(1))
                    .containsExactly(new SubjectVersion("orders-value", 1), new SubjectVersion("other", 1));
        }
    }

    @Test
    void takesAHostNameWithAnUnderscore() {
        RegistryAddress address = RegistryAddress.parse("http://me:s3c%2Fret@schema_registry:8081/base/");

        assertThat(address).hasToString("http://schema_registry:8081/base");
        assertThat(address.userInfo()).isEqualTo("me:s3c/ret");
        assertThat(RegistryAddress.show(address.resolve("/subjects")))
                .isEqualTo("http://schema_registry:8081/base/subjects");
        assertThat(RegistryAddress.sameOrigin(address.base(), URI.create("http://schema_registry:8081/x")))
                .isTrue();
        assertThat(RegistryAddress.sameOrigin(address.base(), URI.create("http://schema_other:8081/x")))
                .isFalse();
        assertThat(new RegistryOptions(
                        List.of("http://a:b@schema_registry"), null, null, Map.of(), Map.of(), 1, 0, 0, 0, 0))
                .hasToString("RegistryOptions[http://schema_registry]");
    }

    @Test
    void theOlderClientReadsWhatTheNewerOneReads() throws IOException {
        OldExchange exchange = new OldExchange(null);
        long endNanos = System.nanoTime() + 30_000_000_000L;

        OldExchange.Response subjects = exchange.send(
                URI.create(server.url() + "/subjects"), null, Map.of("Authorization", "Basic x"), endNanos);
        assertThat(subjects.status()).isEqualTo(200);
        assertThat(subjects.body()).asString().isEqualTo("[\"orders-value\"]");
        assertThat(server.requests().get(0).header("Authorization")).contains("Basic x");
        OldExchange.Response posted = exchange.send(
                URI.create(server.url() + "/subjects/posted-value/versions"),
                "{\"schema\":\"\\\"int\\\"\"}",
                Map.of(),
                endNanos);
        assertThat(posted.body()).asString().contains("id");
        OldExchange.Response missing =
                exchange.send(URI.create(server.url() + "/schemas/ids/9"), null, Map.of(), endNanos);
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.body()).asString().contains("40403");
        server.redirectTo("http://elsewhere");
        OldExchange.Response redirect = exchange.send(URI.create(server.url() + "/subjects"), null, Map.of(), endNanos);
        assertThat(redirect.status()).isEqualTo(307);
        assertThat(redirect.header("Location")).isEqualTo("http://elsewhere/subjects");
    }

    @Test
    void aHostNameWithAnUnderscoreThatNobodyKnowsIsNamed() throws IOException {
        try (SchemaRegistry registry = TestRegistries.open("http://no_such_host.invalid:8081")) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("http://no_such_host.invalid:8081 cannot be reached");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error_code\":404,\"message\":\"No version 7\"}", "<html>Not found</html>", ""})
    void aMissingVersionOrIdNeedsNoCodeOfConfluentsEither(String body) throws IOException {
        server.plant("/subjects/orders-value/versions/7", 404, body);
        server.plant("/schemas/ids/7", 404, body);
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThat(registry.version("orders-value", 7)).isEmpty();
            assertThatThrownBy(() -> registry.byId(7))
                    .hasMessageContaining("id 7")
                    .isInstanceOfSatisfying(
                            SchemaRegistryException.class,
                            e -> assertThat(e.isUnknown()).isTrue());
        }
    }
}
