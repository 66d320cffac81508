package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.testing.kafka.Waiting;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets are planted in every option that can hold one, and looked for in everything that anybody can read: plans, what is
 * told of tables, logs, the event log, and errors; {@code SecretPagesIT} looks at the pages of Spark's UI.
 */
@ExtendWith(SqlFixtureExtension.class)
class SecretsIT {
    private static final String SECRET = "pl4nted-hush-4711";
    private static final String DEAD = "http://127.0.0.1:1";

    private final SqlFixture fixture;

    SecretsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    /** Every option that can hold a secret, as far as one catalog can have them together. */
    private static Map<String, String> secrets() {
        Map<String, String> settings = new HashMap<>();
        settings.put(
                "kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"" + SECRET
                        + "\";");
        for (String option : List.of("ssl.key.password", "ssl.keystore.password", "ssl.truststore.password")) {
            settings.put("kafka." + option, SECRET);
            settings.put("schema.registry." + option, SECRET);
        }
        settings.put("basic.auth.user.info", "scott:" + SECRET);
        settings.put("request.header.X-Key", SECRET);
        return settings;
    }

    private static Map<String, String> secretToken() {
        return Map.of("bearer.auth.token", SECRET, "request.header.Authorization-Too", "Bearer " + SECRET);
    }

    private String addressWithSecret() {
        return fixture.registry().url().replace("http://", "http://scott:" + SECRET + "@");
    }

    private void plant() {
        fixture.catalog("planted", secrets());
        fixture.catalog("tokened", secretToken());
        fixture.catalog(
                "addressed",
                Map.of("schema.registry.url", addressWithSecret(), "basic.auth.credentials.source", "URL"));
    }

    @Test
    void showsNoSecretInPlansAndInWhatIsToldOfTables() {
        plant();
        for (String catalog : List.of("planted", "tokened", "addressed", "logged", "logged2", "logged3")) {
            String table = catalog + ".orders";
            String query = "SELECT order_id, _key FROM " + table + " WHERE _offset < 3 ORDER BY order_id";
            assertThat(fixture.rows(query)).isNotEmpty();
            for (String statement : List.of(
                    "DESCRIBE EXTENDED " + table,
                    "SHOW TBLPROPERTIES " + table,
                    "SHOW CREATE TABLE " + table,
                    "DESCRIBE NAMESPACE EXTENDED " + catalog + ".default",
                    "CALL " + catalog + ".system.check_locality(topic => 'orders')",
                    "EXPLAIN " + query,
                    "EXPLAIN EXTENDED " + query,
                    "EXPLAIN FORMATTED " + query,
                    "EXPLAIN COST " + query,
                    "EXPLAIN CODEGEN " + query)) {
                assertHasNoSecret(statement, tried(statement));
            }
            assertHasNoSecret(query, fixture.sql(query).queryExecution().toString());
        }
    }

    private String tried(String statement) {
        try {
            return String.join("\n", fixture.rows(statement));
        } catch (RuntimeException e) { // an error is what is told, too
            return trace(e);
        }
    }

    @Test
    void showsNoSecretInLogsAtTheirMostTalkative() throws IOException {
        plant();
        fixture.registry().register("many-value", SqlFixture.ORDER.toString());
        fixture.cluster().createTopic("many", SqlFixture.ORDER_PARTITIONS);
        fixture.sendOrders("many", 0, 3000 * SqlFixture.ORDER_PARTITIONS);
        for (String catalog : List.of("planted", "tokened", "addressed")) {
            fixture.rows("SELECT sum(price) FROM " + catalog + ".many");
        }
        String log = Files.readString(Path.of("target", "kaspar-debug.log"));

        assertThat(log).contains("DEBUG");
        assertHasNoSecret("the log of io.kaspar", log);
    }

    @Test
    void showsNoConfiguredSecretInTheEventLog() throws Exception {
        fixture.rows("SELECT order_id FROM logged.orders WHERE _offset < 3");
        fixture.rows("SELECT order_id FROM logged2.orders WHERE _offset < 2");
        fixture.rows("SELECT order_id FROM logged3.orders WHERE _offset < 1");
        Waiting.until("the query to be logged", () -> fixture.eventLog().contains("BatchScan logged3.orders"));
        assertHasNoSecret("the event log", fixture.eventLog());
    }

    @ParameterizedTest
    @ValueSource(strings = {"broker", "registry", "registry with a secret in its address", "login", "store"})
    void showsNoSecretInErrors(String what) throws IOException {
        Map<String, String> settings = new HashMap<>(secrets());
        settings.put("request-timeout", "3s");
        settings.put("kafka.request.timeout.ms", "1000");
        settings.put("kafka.default.api.timeout.ms", "2000");
        settings.put("schema.registry.max-retries", "0");
        switch (what) {
            case "broker" -> settings.put("kafka.bootstrap.servers", deadBroker());
            case "registry" -> settings.put("schema.registry.url", DEAD);
            case "registry with a secret in its address" ->
                settings.put("schema.registry.url", DEAD.replace("http://", "http://scott:" + SECRET + "@"));
            case "login" -> {
                settings.put("kafka.security.protocol", "SASL_PLAINTEXT");
                settings.put("kafka.sasl.mechanism", "PLAIN");
            }
            default -> {
                settings.put("kafka.security.protocol", "SSL");
                settings.put("kafka.ssl.keystore.location", "/nowhere/" + "keys.p12");
            }
        }
        String catalog = fixture.catalog("failing_" + what.replace(' ', '_'), settings);
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM `" + catalog + "`.orders"))
                .satisfies(error -> assertHasNoSecret(what, trace(error)));
    }

    private static String deadBroker() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "127.0.0.1:" + socket.getLocalPort();
        }
    }

    private static String trace(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static void assertHasNoSecret(String where, String text) {
        assertThat(text.lines().filter(line -> line.contains(SECRET) || line.contains(ConfiguredSecrets.SECRET)))
                .as(where)
                .isEmpty();
    }
}
