package io.kaspar.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaspar.catalog.facts.ClusterException;
import io.kaspar.testing.kafka.SaslTestCluster;
import io.kaspar.testing.kafka.TestCluster;
import io.kaspar.testing.kafka.TestClusterOptions;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Permissions are kept although files ask for none, and secrets are shown nowhere. */
@ExtendWith(SqlFixtureExtension.class)
class SecurityIT {
    private static final String SECRET = "hush-hush-4711";

    private final SqlFixture fixture;

    SecurityIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    private static AclBinding anyone(
            ResourceType type, String name, AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(type, name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }

    private static TestCluster withAuthorizer() {
        return TestCluster.start(TestClusterOptions.defaults()
                .withProperty("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
                .withProperty("allow.everyone.if.no.acl.found", "true"));
    }

    @Test
    void refusesAsTheBrokerWouldWhatMayNotBeRead() throws Exception {
        try (TestCluster guarded = withAuthorizer()) {
            for (String topic : List.of("open", "described", "hidden")) {
                guarded.createTopic(topic, 1);
                guarded.producer().send(List.of(TestProducer.text(topic, 0, "k", "v")));
            }
            guarded.admin()
                    .createAcls(List.of(
                            anyone(ResourceType.TOPIC, "described", AclOperation.DESCRIBE, AclPermissionType.ALLOW),
                            anyone(ResourceType.TOPIC, "hidden", AclOperation.DESCRIBE, AclPermissionType.DENY)))
                    .all()
                    .get();
            fixture.catalog(
                    "guarded", Map.of("kafka.bootstrap.servers", guarded.bootstrapServers(), "metadata-ttl", "1ms"));
            Waiting.until(
                    "the rules to count",
                    () -> fixture.rows("SHOW TABLES IN guarded").size() == 2);

            assertThat(fixture.rows("SELECT value FROM guarded.open")).containsExactly("v");
            assertThat(fixture.rows("DESCRIBE guarded.described")).isNotEmpty();
            assertThatThrownBy(() -> fixture.rows("SELECT value FROM guarded.described"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("Not authorized to access topics: [described]")
                    .hasMessageContaining("READ");
            assertThatThrownBy(() -> fixture.rows("SELECT value FROM guarded.hidden"))
                    .hasMessageContaining("Not authorized to access topics: [hidden]");
        }
    }

    @Test
    void readsOverTheNetworkWhenLogDirectoriesMayNotBeDescribed() throws Exception {
        try (TestCluster guarded = withAuthorizer()) {
            guarded.createTopic("open", 1);
            guarded.producer().send(List.of(TestProducer.text("open", 0, "k", "v")));
            guarded.admin()
                    .createAcls(List.of(
                            anyone(ResourceType.CLUSTER, "kafka-cluster", AclOperation.ALL, AclPermissionType.ALLOW),
                            anyone(
                                    ResourceType.CLUSTER,
                                    "kafka-cluster",
                                    AclOperation.DESCRIBE,
                                    AclPermissionType.DENY)))
                    .all()
                    .get();
            fixture.catalog(
                    "placeless", Map.of("kafka.bootstrap.servers", guarded.bootstrapServers(), "metadata-ttl", "1ms"));

            Waiting.until(
                    "the rules to count",
                    () -> fixture.plan("SELECT value FROM placeless.open")
                            .contains("may not describe log directories"));
            assertThat(fixture.plan("SELECT value FROM placeless.open")).contains("files known for 0 of 1");
            assertThat(fixture.rows("SELECT value FROM placeless.open")).containsExactly("v");
        }
    }

    @Test
    void saysThatTheLoginWasRefusedAndKeepsThePassword() throws Exception {
        try (SaslTestCluster guarded = SaslTestCluster.start()) {
            fixture.catalog("welcome", sasl(guarded, SaslTestCluster.password()));
            fixture.catalog("stranger", sasl(guarded, SECRET));

            assertThat(fixture.rows("SHOW TABLES IN welcome")).isEmpty();
            assertThatThrownBy(() -> fixture.rows("SHOW TABLES IN stranger"))
                    .isInstanceOf(ClusterException.class)
                    .hasMessageContaining("refused the login")
                    .hasMessageContaining("kafka.sasl.*")
                    .satisfies(SecurityIT::hasNoSecret);
        }
    }

    private static Map<String, String> sasl(SaslTestCluster cluster, String password) {
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", cluster.bootstrapServers());
        SaslTestCluster.login(password).forEach((name, value) -> settings.put("kafka." + name, value));
        return settings;
    }

    private static void hasNoSecret(Throwable error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(SECRET);
    }

    @Test
    void showsNoSecretWhenAClientCannotBeMade() {
        fixture.catalog(
                "crooked",
                Map.of(
                        "kafka.security.protocol",
                        "SASL_PLAINTEXT",
                        "kafka.sasl.mechanism",
                        "PLAIN",
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.plain.PlainLoginModule " + SECRET + " password=\"" + SECRET
                                + "\";"));

        assertThatThrownBy(() -> fixture.rows("SHOW TABLES IN crooked")).satisfies(SecurityIT::hasNoSecret);
    }

    /**
     * With settings in Spark's own configuration and the redaction that docs/options.md tells: what is set in a running
     * session Spark logs as it is.
     */
    @Test
    void showsNoSecretInWhatSparkLogsOfAQuery() throws Exception {
        fixture.rows("SELECT order_id, _key FROM logged.orders WHERE _offset < 3 ORDER BY order_id");
        Waiting.until("the query to be logged", () -> fixture.eventLog().contains("BatchScan logged.orders"));

        assertThat(fixture.eventLog()).contains("kaspar topic orders", "SQLExecutionStart", "SparkListenerJobStart");
        assertThat(fixture.eventLog().lines().filter(line -> line.contains(ConfiguredSecrets.SECRET)))
                .isEmpty();
    }

    @Test
    void showsNoSecretInAnythingAboutATable() {
        fixture.catalog(
                "whispering",
                Map.of(
                        "kafka.ssl.key.password", SECRET,
                        "basic.auth.user.info", "scott:" + SECRET,
                        "request.header.X-Key", SECRET));
        String query = "SELECT * FROM whispering.orders WHERE _offset < 3";

        for (String statement : List.of(
                "DESCRIBE EXTENDED whispering.orders",
                "SHOW TBLPROPERTIES whispering.orders",
                "SHOW CREATE TABLE whispering.orders",
                "EXPLAIN EXTENDED " + query,
                "EXPLAIN FORMATTED " + query,
                "EXPLAIN CODEGEN " + query)) {
            assertThat(String.join("\n", fixture.rows(statement))).as(statement).doesNotContain(SECRET);
        }
        assertThat(fixture.sql(query).queryExecution().toString()).doesNotContain(SECRET);
        assertThatThrownBy(() -> fixture.rows("SELECT nothing FROM whispering.orders"))
                .satisfies(SecurityIT::hasNoSecret);
    }
}
