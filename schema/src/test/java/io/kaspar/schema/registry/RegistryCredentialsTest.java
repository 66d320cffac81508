package io.kaspar.schema.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaspar.testing.registry.FakeRegistry;
import io.kaspar.testing.registry.FakeRequest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegistryCredentialsTest {
    private static final String SECRET = "pl4nted";

    private FakeRegistry server;

    @BeforeEach
    void start() throws IOException {
        server = FakeRegistry.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsTheUserInfoOption() throws SchemaRegistryException {
        server.requireBasicAuth("alice", "päss:wörd");
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(server.url()), "alice:päss:wörd", null))) {
            assertThat(registry.subjects()).isEmpty();
        }
    }

    @Test
    void sendsTheCredentialsInTheAddress() throws SchemaRegistryException {
        server.requireBasicAuth("al+ice", "p@ss");
        try (SchemaRegistry registry = TestRegistries.open(inAddress("al+ice:p%40ss"))) {
            assertThat(registry.subjects()).isEmpty();
            assertThat(registry.location()).isEqualTo(server.url());
        }
    }

    @Test
    void theUserInfoOptionWinsOverTheAddress() throws SchemaRegistryException {
        server.requireBasicAuth("alice", "right");
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(inAddress("alice:wrong")), "alice:right", null))) {
            assertThat(registry.subjects()).isEmpty();
        }
    }

    @Test
    void sendsTheBearerToken() throws SchemaRegistryException {
        server.requireBearer("abc.def");
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(server.url()), null, "abc.def"))) {
            assertThat(registry.subjects()).isEmpty();
        }
    }

    @Test
    void sendsTheHeaders() throws SchemaRegistryException {
        Map<String, String> headers = Map.of("X-Tenant", "blue");
        try (SchemaRegistry registry = TestRegistries.open(TestRegistries.withHeaders(server.url(), null, headers))) {
            registry.subjects();

            assertThat(server.requests().get(0).header("X-Tenant")).contains("blue");
            assertThat(server.requests().get(0).header("Accept").orElseThrow()).contains("schemaregistry");
        }
    }

    @Test
    void wrongCredentialsNameTheirOptionAndAreNotTriedAgain() throws SchemaRegistryException {
        server.requireBasicAuth("alice", "right");
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(server.url()), "alice:" + SECRET, null))) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("HTTP 401")
                    .hasMessageContaining("check basic.auth.user.info");
            assertThat(server.requestCount()).isEqualTo(1);
        }
    }

    @Test
    void aWrongTokenNamesItsOption() throws SchemaRegistryException {
        server.requireBearer("right");
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(server.url()), null, SECRET))) {
            assertThatThrownBy(registry::subjects).hasMessageContaining("check bearer.auth.token");
        }
    }

    @Test
    void missingCredentialsNameTheOptions() throws SchemaRegistryException {
        server.requireBasicAuth("alice", "right");
        try (SchemaRegistry registry = TestRegistries.open(server.url())) {
            assertThatThrownBy(registry::subjects)
                    .hasMessageContaining("none were given")
                    .hasMessageContaining("basic.auth.user.info")
                    .hasMessageContaining("bearer.auth.token");
        }
    }

    @Test
    void forbiddenIsToldAsSuch() throws SchemaRegistryException {
        server.failNext(1, 403);
        try (SchemaRegistry registry =
                TestRegistries.open(TestRegistries.options(List.of(server.url()), "alice:x", null))) {
            assertThatThrownBy(registry::subjects)
                    .isInstanceOf(SchemaRegistryException.class)
                    .hasMessageContaining("does not allow this")
                    .hasMessageContaining("HTTP 403");
        }
    }

    @Test
    void aRedirectToAnotherHostTakesNoCredentialsAlong() throws IOException {
        try (FakeRegistry stranger = FakeRegistry.start();
                SchemaRegistry registry = TestRegistries.open(
                        TestRegistries.withHeaders(server.url(), "alice:" + SECRET, Map.of("X-Api-Key", SECRET)))) {
            server.redirectTo(stranger.url());

            registry.subjects();

            assertThat(server.requests().get(0).header("X-Api-Key")).contains(SECRET);
            FakeRequest request = stranger.requests().get(0);
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.headers().toString()).doesNotContain(SECRET);
        }
    }

    @Test
    void credentialsThatARedirectBringsAreNotUsed() throws IOException {
        try (FakeRegistry stranger = FakeRegistry.start();
                SchemaRegistry registry = TestRegistries.open(server.url())) {
            server.redirectTo(stranger.url().replace("http://", "http://eve:" + SECRET + "@"));

            registry.subjects();

            assertThat(stranger.requests().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void aStrangerThatRefusesAfterARedirectIsExplained() throws IOException {
        try (FakeRegistry stranger = FakeRegistry.start();
                SchemaRegistry registry = TestRegistries.open(inAddress("alice:" + SECRET))) {
            stranger.requireBasicAuth("alice", SECRET);
            server.redirectTo(stranger.url());

            assertThatThrownBy(registry::subjects)
                    .hasMessageContaining("credentials are not sent to another host")
                    .hasMessageContaining(stranger.url());
        }
    }

    static Stream<Integer> failures() {
        return Stream.of(400, 401, 403, 404, 422, 429, 500);
    }

    @ParameterizedTest
    @MethodSource("failures")
    void noErrorShowsASecret(int status) throws SchemaRegistryException {
        server.failNext(Integer.MAX_VALUE, status);
        for (RegistryOptions options : withSecrets(inAddress("alice:" + SECRET))) {
            try (SchemaRegistry registry = TestRegistries.open(options)) {
                SchemaRegistryException failure =
                        catchThrowableOfType(SchemaRegistryException.class, () -> registry.byId(1));
                assertThat(everything(failure)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void noErrorAboutADeadRegistryShowsASecret() throws SchemaRegistryException {
        String address = inAddress("alice:" + SECRET);
        server.close();
        for (RegistryOptions options : withSecrets(address)) {
            try (SchemaRegistry registry = TestRegistries.open(options)) {
                SchemaRegistryException failure =
                        catchThrowableOfType(SchemaRegistryException.class, registry::subjects);
                assertThat(everything(failure)).doesNotContain(SECRET);
            }
        }
    }

    @Test
    void optionsAreShownWithoutSecrets() {
        for (RegistryOptions options : withSecrets("http://alice:" + SECRET + "@host.example:8081/api")) {
            assertThat(options.toString())
                    .contains("http://host.example:8081/api")
                    .doesNotContain(SECRET)
                    .doesNotContain("alice");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://alice:pl4nted@host",
                "http://alice:pl4nted@ho st",
                "alice:pl4nted@host:8081",
                "http://alice:pl4nted@",
                "http://alice:pl4 nted@host",
                "file:relative/pl4n",
                "http://",
                "",
                ":"
            })
    void whatIsNoAddressIsRefusedWithoutShowingSecrets(String url) {
        assertThatThrownBy(() -> TestRegistries.options(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("schema.registry.url")
                .satisfies(e -> assertThat(everything(e)).doesNotContain(SECRET).doesNotContain("nted"));
    }

    @Test
    void optionsThatCannotBeSentAreRefusedWithoutShowingThem() {
        String url = server.url();
        List<String> urls = List.of(url);
        assertThatThrownBy(() -> TestRegistries.options(urls, SECRET, null))
                .hasMessageContaining("user:password")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> TestRegistries.options(urls, null, SECRET + "\r\nX: y"))
                .hasMessageContaining("bearer.auth.token")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> TestRegistries.withHeaders(url, null, Map.of("X-Key", SECRET + "\n")))
                .hasMessageContaining("X-Key")
                .hasMessageNotContaining(SECRET);
        assertThatThrownBy(() -> TestRegistries.options(urls, "a:" + SECRET, SECRET))
                .hasMessageContaining("use one")
                .hasMessageNotContaining(SECRET);
    }

    @Test
    void optionsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> TestRegistries.options()).hasMessageContaining("schema.registry.url is empty");
        assertThatThrownBy(() -> TestRegistries.impatient(server.url(), 0)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> TestRegistries.options("file:///a", server.url()))
                .hasMessageContaining("must stand alone");
    }

    private String inAddress(String userInfo) {
        return server.url().replace("http://", "http://" + userInfo + "@");
    }

    private static List<RegistryOptions> withSecrets(String url) {
        return List.of(
                TestRegistries.options(url),
                TestRegistries.options(List.of(url), "alice:" + SECRET, null),
                TestRegistries.options(List.of(url), null, SECRET),
                TestRegistries.withHeaders(url, null, Map.of("X-Key", SECRET)),
                TestRegistries.withTls(url, Map.of("ssl.key.password", SECRET)));
    }

    private static String everything(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
