package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the compose file without running it: whether each worker is where its broker's data is. */
final class ComposeFileTest {
    private static final Path ROOT = Path.of("..");

    private static JsonNode services;
    private static String sparkDefaults;

    @BeforeAll
    static void read() throws IOException {
        services = new YAMLMapper()
                .readTree(ROOT.resolve("docker-compose.yml").toFile())
                .get("services");
        sparkDefaults = Files.readString(ROOT.resolve("docker").resolve("spark-defaults.conf"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void putsAWorkerBesideEachBrokerWithTheBrokersDataReadOnly(int number) {
        JsonNode broker = services.get("kafka-" + number);
        JsonNode worker = services.get("spark-worker-" + number);
        String brokerMount = "kafka-" + number + "-data:/var/lib/kafka/data";
        String workerMount = "kafka-" + number + "-data:/mnt/kafka:ro";

        assertThat(texts(broker.get("volumes"))).containsExactly(brokerMount);
        assertThat(texts(worker.get("volumes"))).containsExactly(workerMount);
        assertThat(worker.get("network_mode").asText()).isEqualTo("service:kafka-" + number);
        assertThat(worker.get("environment").get("SPARK_LOCAL_HOSTNAME").asText())
                .isEqualTo(broker.get("hostname").asText());
        assertThat(broker.get("environment").get("KAFKA_ADVERTISED_LISTENERS").asText())
                .contains("//" + broker.get("hostname").asText() + ":");
        assertThat(sparkDefaults).contains("/var/lib/kafka/data=/mnt/kafka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka-1", "kafka-2", "kafka-3"})
    void connectsEveryoneToEveryBroker(String broker) {
        assertThat(sparkDefaults).contains(broker + ":9092");
        assertThat(texts(services.get("sample-topics").get("command")))
                .anyMatch(text -> text.contains(broker + ":9092"));
        assertThat(services.get("sample-topics")
                        .get("depends_on")
                        .get(broker)
                        .get("condition")
                        .asText())
                .isEqualTo("service_healthy");
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
