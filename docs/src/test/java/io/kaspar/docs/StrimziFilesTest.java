package io.kaspar.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.Quantity;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be said of {@code deploy/strimzi} without a cluster. */
final class StrimziFilesTest {
    private static StrimziFiles files;

    @BeforeAll
    static void read() throws IOException {
        files = StrimziFiles.read();
    }

    @Test
    void haveTheFieldsThatStrimziKnows() throws IOException {
        assertThat(Shape.read("strimzi-kafka.yaml").mistakesOf(files.kafka())).isEmpty();
        assertThat(Shape.read("strimzi-node-pool.yaml").mistakesOf(files.pool()))
                .isEmpty();
    }

    @Test
    void poolAndClusterBelongTogether() {
        assertThat(files.pool().at("/metadata/labels/strimzi.io~1cluster").asText())
                .isEqualTo(files.cluster());
        assertThat(files.pool().at("/metadata/namespace").asText()).isEqualTo(files.namespace());
        assertThat(files.pool()
                        .at("/metadata/annotations/strimzi.io~1next-node-ids")
                        .asText())
                .isEqualTo("[0-" + (files.pool().at("/spec/replicas").asInt() - 1) + "]");
        assertThat(files.namespaceCalled(files.namespace())).isNotNull();
    }

    @Test
    void everyBrokerHasADiskOfItsOwnNode() {
        assertThat(files.disks())
                .extracting(disk -> disk.getSpec().getClaimRef().getName())
                .isEqualTo(files.claims());
        assertThat(files.disks()).allSatisfy(disk -> {
            assertThat(disk.getSpec().getClaimRef().getNamespace()).isEqualTo(files.namespace());
            assertThat(files.storageClasses()).containsExactly(disk.getSpec().getStorageClassName());
            assertThat(disk.getSpec().getLocal().getPath()).isEqualTo(files.folderOfNode());
            assertThat(disk.getSpec().getCapacity())
                    .containsEntry(
                            "storage", Quantity.parse(files.volume().get("size").asText()));
        });
        assertThat(files.disks())
                .extracting(disk -> disk.getSpec()
                        .getNodeAffinity()
                        .getRequired()
                        .getNodeSelectorTerms()
                        .toString())
                .doesNotHaveDuplicates();
        assertThat(files.volume().get("class").asText())
                .isEqualTo(files.storageClasses().get(0));
    }

    @Test
    void theKustomizationHasEveryFile() throws IOException {
        JsonNode resources = new YAMLMapper()
                .readTree(StrimziFiles.FOLDER.resolve("kustomization.yaml").toFile())
                .get("resources");
        String[] others = StrimziFiles.FOLDER.toFile().list((folder, name) -> !name.equals("kustomization.yaml"));

        assertThat(StreamSupport.stream(resources.spliterator(), false).map(JsonNode::asText))
                .containsExactlyInAnyOrder(others);
    }
}
