package io.kaspar.catalog;

import static io.kaspar.testing.kafka.GuardedCluster.mayDescribeTheCluster;
import static io.kaspar.testing.kafka.GuardedCluster.mayUseTransactionalIds;
import static io.kaspar.testing.kafka.GuardedCluster.topicRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaspar.testing.kafka.GuardedCluster;
import io.kaspar.testing.kafka.TestProducer;
import io.kaspar.testing.kafka.Waiting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Each principal reads what Kafka's authorizer lets it read, files or not: by password through TLS, and by certificate. */
@ExtendWith(SqlFixtureExtension.class)
class PrincipalsIT {
    private static final String PASSWORD = "pl4nted-scram";
    private static final String FROM_FILES = " WITH ('read.locality' = 'required')";

    @TempDir
    static Path keys;

    private static GuardedCluster guarded;

    private final SqlFixture fixture;

    PrincipalsIT(SqlFixture fixture) {
        this.fixture = fixture;
    }

    @BeforeAll
    static void start() throws Exception {
        guarded = GuardedCluster.start(keys, List.of("carol", "mallory"));
        for (String topic : List.of("free", "described", "closed", "team.a", "team.b")) {
            guarded.cluster().createTopic(topic, 1);
            guarded.cluster().producer().send(List.of(TestProducer.text(topic, 0, "k", topic)));
        }
        for (String topic : List.of("once", "kaspar-writes")) {
            guarded.cluster().createTopic(topic, 1);
        }
        for (String user : List.of("reader", "prefixed", "everything", "nobody")) {
            guarded.addUser(user, PASSWORD);
        }
        AclPermissionType allow = AclPermissionType.ALLOW;
        PatternType literal = PatternType.LITERAL;
        guarded.cluster()
                .admin()
                .createAcls(List.of(
                        mayDescribeTheCluster("User:*"),
                        topicRule("User:reader", literal, "free", AclOperation.READ, allow),
                        topicRule("User:reader", literal, "described", AclOperation.DESCRIBE, allow),
                        topicRule("User:prefixed", PatternType.PREFIXED, "team.", AclOperation.READ, allow),
                        topicRule("User:everything", literal, "*", AclOperation.READ, allow),
                        topicRule("User:everything", literal, "closed", AclOperation.READ, AclPermissionType.DENY),
                        topicRule("User:CN=carol", literal, "free", AclOperation.READ, allow),
                        topicRule("User:CN=mallory", literal, "described", AclOperation.DESCRIBE, allow)))
                .all()
                .get();
    }

    @AfterAll
    static void stop() {
        guarded.close();
    }

    private String catalog(String name, Map<String, String> login) {
        Map<String, String> settings = new HashMap<>();
        login.forEach((option, value) -> settings.put("kafka." + option, value));
        settings.put("metadata-ttl", "1ms");
        return fixture.catalog(name, settings);
    }

    private String byPassword(String user) {
        return catalog("scram_" + user, guarded.scramLogin(user, PASSWORD));
    }

    private String byCertificate(String user) {
        return catalog("tls_" + user, guarded.certificateLogin(user));
    }

    private void awaitTables(String catalog, String... tables) {
        Waiting.until("the rules to count", () -> tables(catalog).equals(List.of(tables)));
    }

    private List<String> tables(String catalog) {
        return fixture.sql("SHOW TABLES IN " + catalog).collectAsList().stream()
                .map(row -> row.getString(1))
                .sorted()
                .toList();
    }

    private void refuses(String catalog, String topic, Map<String, String> login) {
        String brokersWords = brokersWords(topic, login);
        assertThat(brokersWords).contains("Not authorized to access topics: [" + topic + "]");
        for (String how : List.of("", FROM_FILES)) {
            assertThatThrownBy(() -> fixture.rows("SELECT value FROM " + catalog + ".`" + topic + "`" + how))
                    .hasStackTraceContaining(brokersWords)
                    .satisfies(error -> assertThat(error.toString()).doesNotContain(PASSWORD));
        }
    }

    /** What Kafka's own consumer is told. */
    private static String brokersWords(String topic, Map<String, String> login) {
        Map<String, Object> settings = new HashMap<>(login);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            consumer.seek(new TopicPartition(topic, 0), 0);
            Throwable refusal = catchThrowable(() -> {
                for (int tries = 0; tries < 60; tries++) {
                    consumer.poll(Duration.ofSeconds(1));
                }
            });
            assertThat(refusal).isInstanceOf(TopicAuthorizationException.class);
            return String.valueOf(refusal.getMessage());
        }
    }

    @Test
    void readsFilesWithTheRightToReadAndRefusesThemWithoutIt() {
        String reader = byPassword("reader");
        awaitTables(reader, "described", "free");

        assertThat(fixture.rows("SELECT value FROM " + reader + ".free" + FROM_FILES))
                .containsExactly("free");
        refuses(reader, "described", guarded.scramLogin("reader", PASSWORD));
        refuses(reader, "closed", guarded.scramLogin("reader", PASSWORD));
    }

    @Test
    void knowsAPrincipalByItsCertificate() {
        String carol = byCertificate("carol");
        awaitTables(carol, "free");
        String mallory = byCertificate("mallory");
        awaitTables(mallory, "described");

        assertThat(fixture.rows("SELECT value FROM " + carol + ".free" + FROM_FILES))
                .containsExactly("free");
        refuses(mallory, "described", guarded.certificateLogin("mallory"));
        refuses(mallory, "free", guarded.certificateLogin("mallory"));
    }

    @Test
    void keepsRulesForPrefixesAndForAllAndDenials() {
        String prefixed = byPassword("prefixed");
        awaitTables(prefixed, "team.a", "team.b");
        String everything = byPassword("everything");
        Waiting.until("the rules to count", () -> tables(everything).contains("free"));

        assertThat(fixture.rows("SELECT value FROM " + prefixed + ".`team.b`" + FROM_FILES))
                .containsExactly("team.b");
        refuses(prefixed, "free", guarded.scramLogin("prefixed", PASSWORD));
        assertThat(fixture.rows("SELECT value FROM " + everything + ".`team.a`" + FROM_FILES))
                .containsExactly("team.a");
        refuses(everything, "closed", guarded.scramLogin("everything", PASSWORD));
    }

    @Test
    void givesNobodyTheRightsOfAnotherPrincipalInTheSameJvm() {
        String reader = byPassword("reader");
        String nobody = byPassword("nobody");
        String carol = byCertificate("carol");
        awaitTables(reader, "described", "free");

        for (int round = 0; round < 2; round++) {
            assertThat(fixture.rows("SELECT value FROM " + reader + ".free")).containsExactly("free");
            assertThat(tables(nobody)).isEmpty();
            refuses(nobody, "free", guarded.scramLogin("nobody", PASSWORD));
            assertThat(fixture.rows("SELECT value FROM " + carol + ".free")).containsExactly("free");
        }
        assertThatThrownBy(() -> fixture.rows("SELECT a.value FROM " + reader + ".free a, " + nobody + ".free b"))
                .hasMessageContaining("Not authorized to access topics: [free]");
    }

    @Test
    void noticesThatAHeldDataFrameMayNoLongerBeRead() throws Exception {
        AclBinding right =
                topicRule("User:leaver", PatternType.LITERAL, "team.a", AclOperation.READ, AclPermissionType.ALLOW);
        guarded.addUser("leaver", PASSWORD);
        guarded.cluster().admin().createAcls(List.of(right)).all().get();
        awaitTables(byPassword("leaver"), "team.a");
        DataFrameReader reader = fixture.spark().read().format("kaspar").option("metadata-ttl", "1ms");
        guarded.scramLogin("leaver", PASSWORD).forEach((option, value) -> reader.option("kafka." + option, value));
        Dataset<Row> held = reader.option("read.locality", "required").load("team.a");
        assertThat(held.select("value").collectAsList()).hasSize(1);

        guarded.cluster().admin().deleteAcls(List.of(right.toFilter())).all().get();
        awaitTables(byPassword("leaver"));

        assertThatThrownBy(() -> held.where("_offset >= 0").collectAsList())
                .hasMessageContaining("Not authorized to access topics: [team.a]");
    }

    @Test
    void findsATopicByAToolsNamespaceWithoutTheRightToKnowOthers() {
        String reader = byPassword("reader");
        awaitTables(reader, "described", "free");

        assertThat(fixture.rows("SELECT value FROM " + reader + ".default.free"))
                .containsExactly("free");
        fixture.sql("REFRESH TABLE " + reader + ".default.free");
        assertThat(fixture.spark().catalog().tableExists(reader + ".default.free"))
                .isTrue();
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM " + reader + ".default.closed"))
                .hasMessageContaining("Not authorized to access topics: [closed]");
        assertThatThrownBy(() -> fixture.rows("SELECT value FROM " + reader + ".default.Free"))
                .hasMessageContaining("did you mean " + reader + ".free?");
    }

    @Test
    void readsInternalTopicsOverTheNetworkOnly() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", guarded.cluster().bootstrapServers(), "group.id", "a group");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition("free", 0)));
            consumer.poll(Duration.ofSeconds(1));
            consumer.commitSync();
        }
        String everything = byPassword("everything");
        String query = "SELECT count(*) FROM " + everything + ".__consumer_offsets";

        assertThat(fixture.plan(query)).contains("files known for 0 of 1");
        assertThat((Long) fixture.value(query)).isPositive();
        assertThatThrownBy(() -> fixture.rows("SELECT * FROM " + everything + ".__consumer_offsets" + FROM_FILES))
                .hasStackTraceContaining("__consumer_offsets");
    }

    private void allow(AclBinding... rules) throws Exception {
        guarded.cluster().admin().createAcls(List.of(rules)).all().get();
    }

    /** What the statement is refused with; empty when it is not. */
    private String refusal(String statement) {
        Throwable error = catchThrowable(() -> fixture.sql(statement));
        return error == null ? "" : String.valueOf(error.getMessage());
    }

    /** Each right that the docs name, given one after the other; until then no task has run. */
    @Test
    void writesOnceWithTheRightsThatTheDocsName() throws Exception {
        guarded.addUser("once", PASSWORD);
        AclPermissionType allow = AclPermissionType.ALLOW;
        allow(topicRule("User:once", PatternType.LITERAL, "once", AclOperation.WRITE, allow));
        Map<String, String> settings = new HashMap<>(Map.of("delivery", "exactly-once", "metadata-ttl", "1ms"));
        guarded.scramLogin("once", PASSWORD).forEach((option, value) -> settings.put("kafka." + option, value));
        String insert = "INSERT INTO " + fixture.catalog("scram_once", settings) + ".`once` VALUES ('v')";

        Waiting.until(
                "the refusal about the topic of decisions",
                () -> refusal(insert).contains("needs READ, WRITE and DESCRIBE on topic kaspar-writes"));
        for (AclOperation operation : List.of(AclOperation.READ, AclOperation.WRITE)) {
            allow(topicRule("User:once", PatternType.LITERAL, "kaspar-writes", operation, allow));
        }
        Waiting.until(
                "the refusal about transactional ids",
                () -> refusal(insert).contains("the option transactional.id.prefix"));
        assertThat(refusal(insert)).doesNotContain("Job aborted", PASSWORD);
        allow(mayUseTransactionalIds("User:once", "kaspar/"));
        Waiting.until("the write", () -> refusal(insert).isEmpty());

        assertThat(guarded.cluster().consumer().readAll(new TopicPartition("once", 0), IsolationLevel.READ_COMMITTED))
                .hasSize(1);
    }
}
