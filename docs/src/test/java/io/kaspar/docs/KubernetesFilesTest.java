package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.kaspar.shell.cluster.ColocatedServers;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be said of {@code deploy/kubernetes} without a cluster. */
final class KubernetesFilesTest {
    private static final Path FOLDER = Path.of("..", "deploy", "kubernetes");
    private static final Manifests MANIFESTS = new Manifests();

    private static final List<HasMetadata> OBJECTS = new ArrayList<>();
    private static final Properties SPARK = new Properties();

    private static JsonNode kustomization;
    private static Pod executor;

    /** A pod that some object makes, or is. */
    private record PodShape(String name, Map<String, String> labels, PodSpec spec) {
        static PodShape of(String name, ObjectMeta metadata, PodSpec spec) {
            Map<String, String> labels = metadata == null ? Map.of() : metadata.getLabels();
            return new PodShape(name, labels == null ? Map.of() : labels, spec);
        }
    }

    @BeforeAll
    static void read() throws IOException {
        kustomization =
                new YAMLMapper().readTree(FOLDER.resolve("kustomization.yaml").toFile());
        for (JsonNode file : kustomization.get("resources")) {
            OBJECTS.addAll(MANIFESTS.read(FOLDER.resolve(file.asText())));
        }
        executor =
                (Pod) MANIFESTS.read(FOLDER.resolve("executor-template.yaml")).get(0);
        try (Reader in = Files.newBufferedReader(FOLDER.resolve("spark-defaults.conf"))) {
            SPARK.load(in);
        }
    }

    @Test
    void refusesFieldsThatKubernetesDoesNotHave() {
        assertThatThrownBy(() -> MANIFESTS.object("{apiVersion: v1, kind: Pod, spec: {containerz: []}}"))
                .hasMessageContaining("containerz");
        assertThatThrownBy(() -> MANIFESTS.object("{apiVersion: v2, kind: Pod}"))
                .hasMessageContaining("not v2");
    }

    @Test
    void everyFileIsUsed() throws IOException {
        List<String> used = new ArrayList<>(List.of("kustomization.yaml", "README.md"));
        kustomization.get("resources").forEach(file -> used.add(file.asText()));
        kustomization.get("configMapGenerator").get(0).get("files").forEach(file -> used.add(file.asText()));
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @Test
    void everythingIsInOneNamespace() {
        String namespace = kustomization.get("namespace").asText();
        assertThat(OBJECTS)
                .filteredOn(object -> object.getMetadata().getNamespace() != null)
                .extracting(object -> object.getMetadata().getNamespace())
                .containsOnly(namespace);
        assertThat(SPARK.getProperty("spark.kubernetes.namespace")).isEqualTo(namespace);
        assertThat(names("Namespace")).containsExactly(namespace);
    }

    @Test
    void everyServiceLeadsToPortsOfAPod() {
        assertThat(all(Service.class)).hasSize(3).allSatisfy(service -> {
            List<PodShape> selected = pods().stream()
                    .filter(pod -> pod.labels()
                            .entrySet()
                            .containsAll(service.getSpec().getSelector().entrySet()))
                    .toList();
            assertThat(selected)
                    .singleElement()
                    .satisfies(pod -> assertThat(portNames(pod))
                            .containsAll(service.getSpec().getPorts().stream()
                                    .map(ServicePort::getTargetPort)
                                    .map(port -> port.getStrVal())
                                    .toList()));
        });
    }

    @Test
    void whatMakesPodsSelectsThem() {
        assertThat(all(StatefulSet.class))
                .allSatisfy(set -> assertThat(
                                set.getSpec().getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(set.getSpec().getSelector().getMatchLabels()));
        assertThat(all(Deployment.class))
                .allSatisfy(deployment -> assertThat(
                                deployment.getSpec().getTemplate().getMetadata().getLabels())
                        .containsAllEntriesOf(deployment.getSpec().getSelector().getMatchLabels()));
    }

    @Test
    void everyMountIsOfAVolume() {
        assertThat(pods()).hasSize(5).allSatisfy(pod -> {
            List<String> volumes = new ArrayList<>(
                    pod.spec().getVolumes().stream().map(Volume::getName).toList());
            if (pod.name().equals("kafka")) {
                volumes.addAll(kafka().getSpec().getVolumeClaimTemplates().stream()
                        .map(claim -> claim.getMetadata().getName())
                        .toList());
            }
            assertThat(volumes)
                    .containsAll(pod.spec().getContainers().stream()
                            .flatMap(container -> container.getVolumeMounts().stream())
                            .map(VolumeMount::getName)
                            .toList());
        });
        assertThat(pod("spark-driver").spec().getVolumes().get(0).getConfigMap().getName())
                .isEqualTo(kustomization
                        .get("configMapGenerator")
                        .get(0)
                        .get("name")
                        .asText());
    }

    @Test
    void everyBrokerHasADiskOfItsOwnNode() {
        StatefulSet kafka = kafka();
        String claim =
                kafka.getSpec().getVolumeClaimTemplates().get(0).getMetadata().getName();
        String storageClass =
                kafka.getSpec().getVolumeClaimTemplates().get(0).getSpec().getStorageClassName();
        List<PersistentVolume> volumes = all(PersistentVolume.class);

        assertThat(names("StorageClass")).containsExactly(storageClass);
        assertThat(volumes)
                .allSatisfy(volume ->
                        assertThat(volume.getSpec().getStorageClassName()).isEqualTo(storageClass));
        assertThat(volumes)
                .extracting(volume -> volume.getSpec().getClaimRef().getName())
                .containsExactly(claim + "-kafka-0", claim + "-kafka-1", claim + "-kafka-2")
                .hasSize(kafka.getSpec().getReplicas());
        assertThat(volumes)
                .extracting(volume -> volume.getSpec()
                        .getNodeAffinity()
                        .getRequired()
                        .getNodeSelectorTerms()
                        .toString())
                .doesNotHaveDuplicates();
    }

    @Test
    void executorsSeeTheDiskOfTheBrokerOnTheirNodeReadOnly() {
        Volume volume = executor.getSpec().getVolumes().get(0);
        VolumeMount mount =
                executor.getSpec().getContainers().get(0).getVolumeMounts().get(0);
        String brokersMount = pod("kafka")
                .spec()
                .getContainers()
                .get(0)
                .getVolumeMounts()
                .get(0)
                .getMountPath();

        assertThat(all(PersistentVolume.class))
                .extracting(local -> local.getSpec().getLocal().getPath())
                .containsOnly(volume.getHostPath().getPath());
        assertThat(mount.getReadOnly()).isTrue();
        assertThat(environment("KAFKA_LOG_DIRS")).isEqualTo(brokersMount);
        assertThat(SPARK.getProperty("spark.sql.catalog.kaspar.log.dirs"))
                .isEqualTo(brokersMount + "=" + mount.getMountPath());
        assertThat(executor.getSpec().getSecurityContext().getSupplementalGroups())
                .containsExactly(pod("kafka").spec().getSecurityContext().getFsGroup());
    }

    @Test
    void executorsRunBesideBrokersAndAreAskedWhichThatIs() {
        assertThat(executor.getSpec()
                        .getAffinity()
                        .getPodAffinity()
                        .getRequiredDuringSchedulingIgnoredDuringExecution())
                .singleElement()
                .satisfies(term -> assertThat(pod("kafka").labels())
                        .containsAllEntriesOf(term.getLabelSelector().getMatchLabels()));
        assertThat(executor.getSpec().getTopologySpreadConstraints())
                .singleElement()
                .satisfies(spread -> assertThat(executor.getMetadata().getLabels())
                        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
        assertThat(SPARK.getProperty("spark.sql.catalog.kaspar.hosts")).isEqualTo("auto");
    }

    @Test
    void brokersAreReachedByThePodsNamesThatTheirServiceGivesThem() {
        EnvVar name = pod("kafka").spec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getName().equals("POD_NAME"))
                .findFirst()
                .orElseThrow();
        String service =
                kafka().getSpec().getServiceName() + "." + kafka().getMetadata().getNamespace() + ".svc:9092";

        assertThat(name.getValueFrom().getFieldRef().getFieldPath()).isEqualTo("metadata.name");
        assertThat(environment("KAFKA_ADVERTISED_LISTENERS")).isEqualTo("PLAINTEXT://$(POD_NAME)." + service);
        assertThat(names("Service")).contains(kafka().getSpec().getServiceName());
        assertThat(SPARK.getProperty("spark.sql.catalog.kaspar.kafka.bootstrap.servers")
                        .split(","))
                .containsExactly("kafka-0." + service, "kafka-1." + service, "kafka-2." + service);
    }

    @Test
    void theDriverMayMakeExecutors() {
        RoleBinding binding = all(RoleBinding.class).get(0);
        assertThat(binding.getRoleRef().getName())
                .isEqualTo(all(Role.class).get(0).getMetadata().getName());
        assertThat(binding.getSubjects().get(0).getName())
                .isEqualTo(all(ServiceAccount.class).get(0).getMetadata().getName())
                .isEqualTo(pod("spark-driver").spec().getServiceAccountName());
        assertThat(SPARK.getProperty("spark.kubernetes.executor.podTemplateFile"))
                .isEqualTo(pod("spark-driver")
                                .spec()
                                .getContainers()
                                .get(0)
                                .getVolumeMounts()
                                .get(0)
                                .getMountPath()
                        + "/executor-template.yaml");
        assertThat(SPARK.getProperty("spark.kubernetes.executor.podTemplateContainerName"))
                .isEqualTo(executor.getSpec().getContainers().get(0).getName());
    }

    @Test
    void isTheTwinOfTheClusterOnOneMachineAndOfTheComposeFile() throws IOException {
        String machines = Integer.toString(ColocatedServers.MACHINES);
        JsonNode services = new YAMLMapper()
                .readTree(Path.of("..", "docker-compose.yml").toFile())
                .get("services");

        assertThat(kafka().getSpec().getReplicas()).isEqualTo(ColocatedServers.MACHINES);
        assertThat(SPARK.getProperty("spark.executor.instances")).isEqualTo(machines);
        for (int number = 1; number <= ColocatedServers.MACHINES + 1; number++) {
            boolean expected = number <= ColocatedServers.MACHINES;
            assertThat(services.has("kafka-" + number)).isEqualTo(expected);
            assertThat(services.has("spark-worker-" + number)).isEqualTo(expected);
        }
        assertThat(images())
                .contains(
                        services.get("registry").get("image").asText(),
                        services.get("spark-master").get("image").asText());
    }

    private static StatefulSet kafka() {
        return all(StatefulSet.class).get(0);
    }

    private static String environment(String name) {
        return pod("kafka").spec().getContainers().get(0).getEnv().stream()
                .filter(variable -> variable.getName().equals(name))
                .map(EnvVar::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> images() {
        return pods().stream()
                .flatMap(pod -> pod.spec().getContainers().stream())
                .map(Container::getImage)
                .filter(image -> image != null)
                .toList();
    }

    private static List<String> portNames(PodShape pod) {
        return pod.spec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .map(ContainerPort::getName)
                .toList();
    }

    private static PodShape pod(String name) {
        return pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<PodShape> pods() {
        List<PodShape> pods = new ArrayList<>();
        all(StatefulSet.class)
                .forEach(set -> pods.add(PodShape.of(
                        set.getMetadata().getName(),
                        set.getSpec().getTemplate().getMetadata(),
                        set.getSpec().getTemplate().getSpec())));
        all(Deployment.class)
                .forEach(deployment -> pods.add(PodShape.of(
                        deployment.getMetadata().getName(),
                        deployment.getSpec().getTemplate().getMetadata(),
                        deployment.getSpec().getTemplate().getSpec())));
        all(Job.class)
                .forEach(job -> pods.add(PodShape.of(
                        job.getMetadata().getName(),
                        job.getSpec().getTemplate().getMetadata(),
                        job.getSpec().getTemplate().getSpec())));
        all(Pod.class)
                .forEach(pod -> pods.add(PodShape.of(pod.getMetadata().getName(), pod.getMetadata(), pod.getSpec())));
        pods.add(PodShape.of("executor", executor.getMetadata(), executor.getSpec()));
        return pods;
    }

    private static List<String> names(String kind) {
        return OBJECTS.stream()
                .filter(object -> object.getKind().equals(kind))
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    private static <T extends HasMetadata> List<T> all(Class<T> type) {
        return OBJECTS.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
