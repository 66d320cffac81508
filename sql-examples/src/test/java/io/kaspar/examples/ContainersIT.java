package io.kaspar.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaspar.examples.SamplePaths.Traffic;
import io.kaspar.samples.shop.SampleSize;
import io.kaspar.samples.shop.SampleTopics;
import io.kaspar.shell.SampleSession;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;

/** The same comparison as {@link SamplePathsIT}, against the images of Kafka and of Confluent's Schema Registry. */
@ExtendWith(SampleSessions.class)
@EnabledIf(value = "dockerAnswers", disabledReason = "no Docker engine answers on this machine")
class ContainersIT {
    private static final String KAFKA_IMAGE = "apache/kafka:4.3.1";
    private static final String REGISTRY_IMAGE = "confluentinc/cp-schema-registry:8.1.0";
    private static final int REGISTRY_PORT = 8081;
    private static final String CATALOG = "containers";

    private static final Network NETWORK = Network.newNetwork();
    private static final KafkaContainer KAFKA =
            new KafkaContainer(KAFKA_IMAGE).withNetwork(NETWORK).withListener("kafka:19092");
    private static final GenericContainer<?> REGISTRY = new GenericContainer<>(REGISTRY_IMAGE)
            .withNetwork(NETWORK)
            .withExposedPorts(REGISTRY_PORT)
            .withEnv(Map.of(
                    "SCHEMA_REGISTRY_HOST_NAME", "registry",
                    "SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + REGISTRY_PORT,
                    "SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://kafka:19092"))
            .waitingFor(Wait.forHttp("/subjects"));

    @BeforeAll
    static void start() throws Exception {
        KAFKA.start();
        REGISTRY.start();
        new SampleTopics(KAFKA.getBootstrapServers(), registryUrl()).load(SampleSize.STANDARD, line -> {});
    }

    @AfterAll
    static void stop() {
        REGISTRY.stop();
        KAFKA.stop();
        NETWORK.close();
    }

    static boolean dockerAnswers() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static List<String> topics() {
        return SamplePaths.topics();
    }

    @ParameterizedTest
    @MethodSource("topics")
    void areTheSameAsTheConsumerReads(String topic, SampleSession samples) throws Exception {
        SparkSession spark = samples.spark();
        spark.conf().set("spark.sql.catalog." + CATALOG, "io.kaspar.catalog.KasparCatalog");
        spark.conf().set("spark.sql.catalog." + CATALOG + ".kafka.bootstrap.servers", KAFKA.getBootstrapServers());
        spark.conf().set("spark.sql.catalog." + CATALOG + ".schema.registry.url", registryUrl());
        SamplePaths paths = new SamplePaths(spark, CATALOG, KAFKA.getBootstrapServers(), registryUrl());

        Traffic traffic = paths.assertSameAsConsumed(topic, "preferred");

        assertThat(traffic.localBytes())
                .as("a container's disk is not seen here")
                .isZero();
        assertThat(traffic.networkBytes()).isPositive();
    }

    private static String registryUrl() {
        return "http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(REGISTRY_PORT);
    }
}
