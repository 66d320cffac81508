package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be said of {@code deploy/inference} without a cluster. */
final class InferenceFilesTest {
    private static final Path ROOT = Path.of("..");
    private static final Path FOLDER = ROOT.resolve("deploy/inference");
    private static final String PROGRAM = "io.kaspar.examples.inference.Inference";
    private static final Pattern COPIED = Pattern.compile("(?m)^COPY --from=build \\S+ (/opt/kaspar/\\S+)$");

    private static final List<Deployment> DEPLOYMENTS = new ArrayList<>();
    private static final List<PersistentVolumeClaim> CLAIMS = new ArrayList<>();

    private static JsonNode kustomization;
    private static String program;

    @BeforeAll
    static void read() throws IOException {
        kustomization =
                new YAMLMapper().readTree(FOLDER.resolve("kustomization.yaml").toFile());
        Manifests manifests = new Manifests();
        for (JsonNode file : kustomization.get("resources")) {
            for (HasMetadata object : manifests.read(FOLDER.resolve(file.asText()))) {
                assertThat(object.getMetadata().getNamespace())
                        .isEqualTo(kustomization.get("namespace").asText());
                if (object instanceof Deployment deployment) {
                    DEPLOYMENTS.add(deployment);
                } else {
                    CLAIMS.add((PersistentVolumeClaim) object);
                }
            }
        }
        program = Files.readString(
                ROOT.resolve("sql-examples/src/main/java").resolve(PROGRAM.replace('.', '/') + ".java"));
    }

    @Test
    void everyFileIsUsed() throws IOException {
        List<String> used = new ArrayList<>(List.of("kustomization.yaml", "README.md"));
        kustomization.get("resources").forEach(file -> used.add(file.asText()));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void eachPodIsAStepOfTheProgram() {
        assertThat(DEPLOYMENTS).hasSize(3).allSatisfy(deployment -> {
            assertThat(deployment.getSpec().getTemplate().getMetadata().getLabels())
                    .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels());
            assertThat(container(deployment).getCommand()).contains(PROGRAM);
            List<String> arguments = container(deployment).getArgs();
            assertThat(program).contains("case \"" + arguments.get(0) + "\" ->");
            assertThat(arguments.stream().skip(1).filter(argument -> argument.startsWith("--")))
                    .contains("--bootstrap-server")
                    .allSatisfy(argument ->
                            assertThat(program + "\"bootstrap-server\"").contains("\"" + argument.substring(2) + "\""));
        });
        assertThat(DEPLOYMENTS.stream()
                        .map(deployment -> container(deployment).getArgs().get(0)))
                .containsExactlyInAnyOrder("send", "score", "print");
    }

    @Test
    void theImageAndTheBrokersAreThoseOfTheOtherFolder() throws IOException {
        Properties spark = new Properties();
        try (Reader in = Files.newBufferedReader(ROOT.resolve("deploy/kubernetes/spark-defaults.conf"))) {
            spark.load(in);
        }
        List<String> folders = COPIED.matcher(Files.readString(ROOT.resolve("docker/Dockerfile")))
                .results()
                .map((MatchResult copied) -> copied.group(1))
                .toList();

        assertThat(kustomization.get("namespace").asText()).isEqualTo(spark.get("spark.kubernetes.namespace"));
        assertThat(DEPLOYMENTS).allSatisfy(deployment -> {
            assertThat(container(deployment).getImage()).isEqualTo(spark.get("spark.kubernetes.container.image"));
            assertThat(container(deployment).getArgs())
                    .contains(spark.getProperty("spark.sql.catalog.kaspar.kafka.bootstrap.servers"));
            assertThat(container(deployment).getCommand().stream()
                            .flatMap(word -> Stream.of(word.split(":")))
                            .filter(word -> word.startsWith("/opt/kaspar/")))
                    .isNotEmpty()
                    .allSatisfy(path -> assertThat(folders).contains(path.substring(0, path.lastIndexOf('/'))));
        });
    }

    @Test
    void theModelAndTheCheckpointAreInTheClaim() {
        Deployment scorer = DEPLOYMENTS.stream()
                .filter(deployment -> container(deployment).getArgs().contains("score"))
                .findFirst()
                .orElseThrow();
        PodSpec pod = scorer.getSpec().getTemplate().getSpec();
        List<String> arguments = container(scorer).getArgs();

        assertThat(pod.getVolumes())
                .singleElement()
                .satisfies(volume -> assertThat(CLAIMS)
                        .singleElement()
                        .satisfies(claim -> assertThat(claim.getMetadata().getName())
                                .isEqualTo(volume.getPersistentVolumeClaim().getClaimName())));
        assertThat(container(scorer).getVolumeMounts()).singleElement().satisfies(mount -> {
            assertThat(mount.getName()).isEqualTo(pod.getVolumes().get(0).getName());
            assertThat(mount.getMountPath()).isEqualTo(arguments.get(arguments.indexOf("--folder") + 1));
        });
        assertThat(scorer.getSpec().getReplicas()).isEqualTo(1);
        assertThat(scorer.getSpec().getStrategy().getType()).isEqualTo("Recreate");
    }

    private static Container container(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().get(0);
    }
}
