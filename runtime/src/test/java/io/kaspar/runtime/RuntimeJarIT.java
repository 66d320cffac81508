package io.kaspar.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.embedded.BrokerOptions;
import io.kaspar.embedded.EmbeddedKafka;
import io.kaspar.embedded.SecuredListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class RuntimeJarIT {
    private static final String CATALOG = "spark.sql.catalog.kaspar";
    private static final String TOPIC = "words";
    /** Of two tasks each. */
    private static final int QUERIES = 20;

    private static EmbeddedKafka scramCluster;

    @BeforeAll
    static void startABrokerThatAsksWhoLogsIn() throws Exception {
        scramCluster = EmbeddedKafka.start(BrokerOptions.singleNode().withSecuredListener(SecuredListener.scram()));
        fill(scramCluster);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", scramCluster.bootstrapServers()))) {
            ScramCredentialInfo info = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_256, 4096);
            admin.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion("alice", info, "alices-secret")))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        scramCluster.close();
    }

    @Test
    void holdsKafkaOnlyUnderItsOwnNameAndNothingOfSparks() throws Exception {
        List<String> names;
        try (JarFile jar = new JarFile(PlainSpark.kasparJar().toFile())) {
            names = jar.stream().map(JarEntry::getName).toList();
        }

        assertThat(names)
                .filteredOn(name -> name.endsWith(".class"))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("io/kaspar/"));
        assertThat(names)
                .contains(
                        "io/kaspar/catalog/KasparCatalog.class",
                        "io/kaspar/shaded/kafka/clients/admin/Admin.class",
                        "META-INF/services/org.apache.spark.sql.sources.DataSourceRegister",
                        "META-INF/LICENSE",
                        "META-INF/NOTICE",
                        "META-INF/THIRD-PARTY");
    }

    @Test
    void answersThroughCatalogAndProviderInAPlainSpark() throws Exception {
        PlainSpark spark = new PlainSpark(catalog(scramCluster.bootstrapServers()), List.of(PlainSpark.kasparJar()));

        List<String> rows = spark.sql(
                "SELECT value FROM kaspar.words ORDER BY value",
                "CREATE TABLE copy USING kaspar OPTIONS (`kafka.bootstrap.servers` '" + scramCluster.bootstrapServers()
                        + "', topic 'words')",
                "SELECT count(*) AS n FROM copy");

        assertThat(rows)
                .containsExactly("{\"value\":\"one\"}", "{\"value\":\"three\"}", "{\"value\":\"two\"}", "{\"n\":3}");
    }

    @Test
    void logsInWithKafkasOwnLoginModuleAsKafkaDocumentsIt() throws Exception {
        Map<String, String> conf = catalog(scramCluster.securedBootstrapServers());
        conf.put(CATALOG + ".kafka.security.protocol", "SASL_PLAINTEXT");
        conf.put(CATALOG + ".kafka.sasl.mechanism", "SCRAM-SHA-256");
        conf.put(
                CATALOG + ".kafka.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required"
                        + " username=\"alice\" password=\"alices-secret\";");

        assertReadsBothWays(conf, List.of(PlainSpark.kasparJar()));
    }

    @Test
    void loadsAUsersOwnLoginOnceAndAsAWhole() throws Exception {
        SecuredListener listener = SecuredListener.plain(Map.of(UserLoginHandler.USER, UserLoginHandler.PASSWORD));
        try (EmbeddedKafka kafka =
                EmbeddedKafka.start(BrokerOptions.singleNode().withSecuredListener(listener))) {
            fill(kafka);
            Map<String, String> conf = catalog(kafka.securedBootstrapServers());
            conf.put(CATALOG + ".kafka.security.protocol", "SASL_PLAINTEXT");
            conf.put(CATALOG + ".kafka.sasl.mechanism", "PLAIN");
            conf.put(CATALOG + ".kafka.sasl.jaas.config", UserLoginModule.class.getName() + " required;");
            conf.put(CATALOG + ".kafka.sasl.client.callback.handler.class", UserLoginHandler.class.getName());
            List<String> statements = new ArrayList<>();
            for (int query = 0; query < QUERIES; query++) {
                statements.add("SELECT count(*) AS n FROM kaspar.words WITH (`read.locality` = 'off')");
            }
            // one by this question, one for all clients of the driver, and one for all of the tasks unless those come
            // first
            statements.add("SELECT java_method('" + UserLoginModule.class.getName() + "', 'copies') AS copies");

            List<String> rows =
                    new PlainSpark(conf, List.of(PlainSpark.kasparJar())).sql(statements.toArray(String[]::new));

            assertThat(rows).hasSize(QUERIES + 1);
            assertThat(rows.get(QUERIES)).isIn("{\"copies\":\"2\"}", "{\"copies\":\"3\"}");
            assertThat(rows.subList(0, QUERIES)).containsOnly("{\"n\":3}");
        }
    }

    @Test
    void livesBesideSparksOwnKafkaConnector() throws Exception {
        List<Path> jars = new ArrayList<>(PlainSpark.kafkaConnectorJars());
        jars.add(PlainSpark.kasparJar());
        PlainSpark spark = new PlainSpark(catalog(scramCluster.bootstrapServers()), jars);

        List<String> rows = spark.sql(
                "CREATE TEMPORARY VIEW theirs USING kafka OPTIONS (`kafka.bootstrap.servers` '"
                        + scramCluster.bootstrapServers() + "', subscribe 'words')",
                "SELECT ours.value FROM kaspar.words ours JOIN theirs ON ours._offset = theirs.offset"
                        + " AND ours._partition = theirs.partition WHERE ours.value = CAST(theirs.value AS STRING)"
                        + " ORDER BY 1");

        assertThat(rows).containsExactly("{\"value\":\"one\"}", "{\"value\":\"three\"}", "{\"value\":\"two\"}");
    }

    private static void assertReadsBothWays(Map<String, String> conf, List<Path> jars) throws Exception {
        String query = "SELECT count(*) AS n FROM kaspar.words WITH (`read.locality` = '%s')";

        List<String> rows = new PlainSpark(conf, jars).sql(query.formatted("required"), query.formatted("off"));

        assertThat(rows).containsExactly("{\"n\":3}", "{\"n\":3}");
    }

    private static Map<String, String> catalog(String bootstrapServers) {
        Map<String, String> conf = new HashMap<>();
        conf.put(CATALOG, "io.kaspar.catalog.KasparCatalog");
        conf.put(CATALOG + ".kafka.bootstrap.servers", bootstrapServers);
        return conf;
    }

    private static void fill(EmbeddedKafka kafka) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (Admin admin = Admin.create(settings);
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 2, (short) 1))).all().get();
            for (String word : List.of("one", "two", "three")) {
                producer.send(new ProducerRecord<>(TOPIC, word.getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new IOException("the topic could not be made", e);
        }
    }
}
