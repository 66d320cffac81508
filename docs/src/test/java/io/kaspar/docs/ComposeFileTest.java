package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.server.config.AbstractKafkaConfig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be said of the compose file without running it: whether each worker is where its broker's data is. */
final class ComposeFileTest {
    private static final Path ROOT = Path.of("..");

    /** What Kafka's image makes settings of; {@code CLUSTER_ID} it takes for formatting. */
    private static final String OF_KAFKA = "KAFKA_";

    private static JsonNode file;
    private static JsonNode services;
    private static String sparkDefaults;

    @BeforeAll
    static void read() throws IOException {
        file = new YAMLMapper().readTree(ROOT.resolve("docker-compose.yml").toFile());
        services = file.get("services");
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

    /** With what stands at {@code x-…} merged into the services, which this parser does not do. */
    @Test
    void hasTheFieldsThatComposeKnows() throws IOException {
        Shape shape = Shape.read("compose.yaml");
        ObjectNode merged = file.deepCopy();
        merged.get("services").forEach(ComposeFileTest::merge);

        assertThat(shape.mistakesOf(merged)).isEmpty();
    }

    @Test
    void everyServiceAndVolumeThatIsNamedExists() {
        for (JsonNode service : services) {
            JsonNode before = service.path("depends_on");
            List<String> names = before.isArray() ? texts(before) : fieldNames(before);
            assertThat(fieldNames(services)).containsAll(names);
            assertThat(fieldNames(file.get("volumes")))
                    .containsAll(texts(service.path("volumes")).stream()
                            .map(mount -> mount.substring(0, mount.indexOf(':')))
                            .filter(name -> !name.startsWith("."))
                            .toList());
        }
    }

    @Test
    void setsWhatKafkaKnows() {
        assertThat(fieldNames(file.at("/x-broker/environment")))
                .filteredOn(name -> !name.equals("CLUSTER_ID"))
                .hasSizeGreaterThan(5)
                .allSatisfy(name ->
                        assertThat(AbstractKafkaConfig.CONFIG_DEF.names()).contains(settingOfKafka(name)));
    }

    @Test
    void opensJupyterToThisMachineOnlyAndWithItsToken() throws IOException {
        JsonNode notebook = services.get("notebook");
        String dockerfile = Files.readString(ROOT.resolve("docker").resolve("Dockerfile"));

        assertThat(texts(notebook.get("ports"))).allMatch(port -> port.startsWith("127.0.0.1:"));
        assertThat(dockerfile)
                .contains("AS " + notebook.at("/build/target").asText())
                .contains("AS " + services.at("/spark-master/build/target").asText())
                .doesNotContainIgnoringCase("token=");
        assertThat(notebook.at("/environment/PYSPARK_SUBMIT_ARGS").asText())
                .contains("spark.driver.host=" + notebook.get("hostname").asText());
    }

    @Test
    void givesJupyterTheNotebooksWithTheNamesOfItsServersAndRegistry() throws IOException {
        String mount = texts(services.at("/notebook/volumes")).get(0);
        Path folder = ROOT.resolve(mount.substring(0, mount.indexOf(':')));
        JsonNode notebook = new JsonMapper()
                .readTree(folder.resolve("topics-to-chart.ipynb").toFile());
        String code = notebook.get("cells").toString();

        for (String option : List.of("kafka.bootstrap.servers", "schema.registry.url")) {
            assertThat(code).contains(defaultOf("spark.sql.catalog.kaspar." + option));
        }
        assertThat(mount).endsWith(":ro");
    }

    /** Outputs are not for the repository: they are old with the next change, and make every change large. */
    @Test
    void keepsNotebooksWithoutOutputs() throws IOException {
        List<Path> notebooks;
        try (Stream<Path> files = Files.list(ROOT.resolve("sql-examples").resolve("notebooks"))) {
            notebooks = files.filter(file -> file.toString().endsWith(".ipynb")).toList();
        }

        assertThat(notebooks)
                .isNotEmpty()
                .allSatisfy(file -> assertThat(
                                new JsonMapper().readTree(file.toFile()).get("cells"))
                        .filteredOn(cell -> cell.get("cell_type").asText().equals("code"))
                        .isNotEmpty()
                        .allSatisfy(cell -> {
                            assertThat(cell.get("outputs")).isEmpty();
                            assertThat(cell.get("execution_count").isNull()).isTrue();
                        }));
    }

    private static String defaultOf(String setting) {
        return sparkDefaults
                .lines()
                .filter(line -> line.startsWith(setting + " "))
                .map(line -> line.substring(setting.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    private static String settingOfKafka(String variable) {
        return variable.substring(OF_KAFKA.length()).toLowerCase(Locale.ROOT).replace('_', '.');
    }

    private static void merge(JsonNode service) {
        if (((ObjectNode) service).remove("<<") instanceof TextNode alias) {
            file.get("x-" + alias.asText()).properties().forEach(field -> {
                if (!service.has(field.getKey())) {
                    ((ObjectNode) service).set(field.getKey(), field.getValue());
                }
            });
        }
    }

    private static List<String> fieldNames(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
