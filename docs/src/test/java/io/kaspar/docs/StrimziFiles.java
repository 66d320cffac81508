package io.kaspar.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** {@code deploy/strimzi}, and the names that Strimzi makes of it. */
record StrimziFiles(JsonNode kafka, JsonNode pool, List<HasMetadata> volumes, List<HasMetadata> namespaces) {
    static final Path FOLDER = Path.of("..", "deploy", "strimzi");

    static StrimziFiles read() throws IOException {
        Manifests manifests = new Manifests();
        List<JsonNode> documents = manifests.documents(FOLDER.resolve("kafka.yaml"));
        return new StrimziFiles(
                documents.get(1),
                documents.get(0),
                manifests.read(FOLDER.resolve("volumes.yaml")),
                manifests.read(FOLDER.resolve("namespaces.yaml")));
    }

    String cluster() {
        return kafka.at("/metadata/name").asText();
    }

    String namespace() {
        return kafka.at("/metadata/namespace").asText();
    }

    /** {@code <cluster>-kafka-bootstrap}, a service, with the port of the first listener. */
    String bootstrapServers() {
        return cluster() + "-kafka-bootstrap." + namespace() + ".svc:"
                + kafka.at("/spec/kafka/listeners/0/port").asText();
    }

    /** Where the pod of each broker has its only disk. Its log directory is {@code kafka-log<node id>} below. */
    String mountPath() {
        return "/var/lib/kafka/data-" + volume().get("id").asText();
    }

    List<String> claims() {
        return IntStream.range(0, pool.at("/spec/replicas").asInt())
                .mapToObj(nodeId -> "data-" + volume().get("id").asText() + "-" + cluster() + "-"
                        + pool.at("/metadata/name").asText() + "-" + nodeId)
                .toList();
    }

    JsonNode volume() {
        return pool.at("/spec/storage/volumes/0");
    }

    long groupOfFiles() {
        return pool.at("/spec/template/pod/securityContext/fsGroup").asLong();
    }

    List<PersistentVolume> disks() {
        return volumes.stream()
                .filter(PersistentVolume.class::isInstance)
                .map(PersistentVolume.class::cast)
                .toList();
    }

    List<String> storageClasses() {
        return volumes.stream()
                .filter(StorageClass.class::isInstance)
                .map(object -> object.getMetadata().getName())
                .toList();
    }

    /** The folder of the node that is a broker's disk, the same on every node. */
    String folderOfNode() {
        return disks().get(0).getSpec().getLocal().getPath();
    }

    Namespace namespaceCalled(String name) {
        return namespaces.stream()
                .filter(object -> object.getMetadata().getName().equals(name))
                .map(Namespace.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
