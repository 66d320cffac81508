package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said without a cluster of the examples for operators of Spark, beside Strimzi's brokers. */
final class OperatedApplicationsTest {
    private static StrimziFiles strimzi;

    @BeforeAll
    static void read() throws IOException {
        strimzi = StrimziFiles.read();
    }

    static Stream<OperatedApplication> applications() throws IOException {
        return Stream.of(OperatedApplication.ofKubeflow(), OperatedApplication.ofApache());
    }

    @ParameterizedTest
    @MethodSource("applications")
    void haveTheFieldsThatTheOperatorAndItsChartKnow(OperatedApplication example) throws IOException {
        assertThat(Shape.read(example.shapeOfApplication()).mistakesOf(example.application()))
                .isEmpty();
        assertThat(Shape.read(example.shapeOfValues()).mistakesOf(example.values()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void runWhereTheChartMakesTheirAccount(OperatedApplication example) {
        JsonNode values = example.values();
        assertThat(texts(values.at("/spark/jobNamespaces"), values.at("/workloadResources/namespaces/data")))
                .containsExactly(example.namespace());
        assertThat(example.beside().getMetadata().getNamespace()).isEqualTo(example.namespace());
        assertThat(strimzi.namespaceCalled(example.namespace()).getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "privileged");
        assertThat(List.of(values.at("/spark/serviceAccount/name").asText()
                        + values.at("/workloadResources/serviceAccount/name").asText()))
                .containsExactly(
                        example.application().at("/spec/driver/serviceAccount").asText()
                                + example.sparkConf()
                                        .getOrDefault("spark.kubernetes.authenticate.driver.serviceAccountName", ""));
    }

    @ParameterizedTest
    @MethodSource("applications")
    void connectToStrimzisBrokersAndAskExecutorsWhichDiskTheySee(OperatedApplication example) {
        VolumeMount mount = onlyMount(example.executor().getSpec());

        assertThat(example.sparkConf())
                .containsEntry("spark.sql.catalog.kaspar.kafka.bootstrap.servers", strimzi.bootstrapServers())
                .containsEntry("spark.sql.catalog.kaspar.log.dirs", strimzi.mountPath() + "=" + mount.getMountPath())
                .containsEntry("spark.sql.catalog.kaspar.hosts", "auto");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void executorsSeeTheDiskOfTheBrokerOnTheirNodeReadOnly(OperatedApplication example) {
        PodSpec executor = example.executor().getSpec();
        Volume volume = executor.getVolumes().get(0);

        assertThat(onlyMount(executor).getName()).isEqualTo(volume.getName());
        assertThat(onlyMount(executor).getReadOnly()).isTrue();
        assertThat(volume.getHostPath().getPath()).isEqualTo(strimzi.folderOfNode());
        assertThat(executor.getSecurityContext().getSupplementalGroups()).containsExactly(strimzi.groupOfFiles());
    }

    @ParameterizedTest
    @MethodSource("applications")
    void executorsRunBesideBrokers(OperatedApplication example) {
        PodSpec executor = example.executor().getSpec();
        assertThat(executor.getAffinity().getPodAffinity().getRequiredDuringSchedulingIgnoredDuringExecution())
                .singleElement()
                .satisfies(term -> {
                    assertThat(term.getNamespaces()).containsExactly(strimzi.namespace());
                    assertThat(term.getLabelSelector().getMatchLabels())
                            .containsOnlyKeys("strimzi.io/cluster", "strimzi.io/broker-role")
                            .containsEntry("strimzi.io/cluster", strimzi.cluster())
                            .containsEntry("strimzi.io/broker-role", "true");
                });
        assertThat(executor.getTopologySpreadConstraints())
                .singleElement()
                .satisfies(spread -> assertThat(OperatedApplication.labels(example.executor()))
                        .containsAllEntriesOf(spread.getLabelSelector().getMatchLabels()));
        assertThat(example.application().at("/spec/executor/instances").asText()
                        + example.sparkConf().getOrDefault("spark.executor.instances", ""))
                .isEqualTo(strimzi.pool().at("/spec/replicas").asText());
    }

    @Test
    void theJobIsTheFileThatItsDriverMounts() throws IOException {
        OperatedApplication example = OperatedApplication.ofKubeflow();
        ConfigMap job = (ConfigMap) example.beside();
        PodSpec driver = example.driver().getSpec();

        assertThat(driver.getVolumes().get(0).getConfigMap().getName())
                .isEqualTo(job.getMetadata().getName());
        assertThat(onlyMount(driver).getName())
                .isEqualTo(driver.getVolumes().get(0).getName());
        assertThat(job.getData().keySet())
                .map(file -> "local://" + onlyMount(driver).getMountPath() + "/" + file)
                .containsExactly(
                        example.application().at("/spec/mainApplicationFile").asText());
    }

    @Test
    void theServiceLeadsToThePortOfTheServer() throws IOException {
        OperatedApplication example = OperatedApplication.ofApache();
        Service service = (Service) example.beside();
        ContainerPort port =
                example.driver().getSpec().getContainers().get(0).getPorts().get(0);

        assertThat(OperatedApplication.labels(example.driver()))
                .containsAllEntriesOf(service.getSpec().getSelector());
        assertThat(OperatedApplication.labels(example.executor()))
                .doesNotContainEntry("app", service.getSpec().getSelector().get("app"));
        assertThat(service.getSpec().getPorts().get(0).getTargetPort().getStrVal())
                .isEqualTo(port.getName());
        assertThat(port.getContainerPort())
                .isEqualTo(service.getSpec().getPorts().get(0).getPort());
    }

    private static VolumeMount onlyMount(PodSpec pod) {
        List<VolumeMount> mounts = pod.getContainers().get(0).getVolumeMounts();
        assertThat(mounts).hasSize(1);
        return mounts.get(0);
    }

    private static List<String> texts(JsonNode... lists) {
        return Stream.of(lists)
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(JsonNode::asText)
                .toList();
    }
}
