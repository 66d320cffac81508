package io.kaspar.docs;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A folder of {@code deploy} for an operator of Spark: the application, what stands beside it in its file, and values of the chart. */
record OperatedApplication(
        String name,
        String shapeOfApplication,
        String shapeOfValues,
        JsonNode application,
        HasMetadata beside,
        JsonNode values,
        PodTemplateSpec driver,
        PodTemplateSpec executor) {

    static OperatedApplication ofKubeflow() throws IOException {
        return read("spark-operator", "spark-application.yaml", "kubeflow", "/spec/%s/template");
    }

    static OperatedApplication ofApache() throws IOException {
        return read("apache-spark-operator", "thrift-server.yaml", "apache", "/spec/%sSpec/podTemplateSpec");
    }

    private static OperatedApplication read(String folder, String file, String shapes, String template)
            throws IOException {
        Manifests manifests = new Manifests();
        Path path = Path.of("..", "deploy", folder);
        List<JsonNode> documents = manifests.documents(path.resolve(file));
        JsonNode application = documents.get(1);
        return new OperatedApplication(
                folder,
                shapes + "-spark-application.yaml",
                shapes + "-values.yaml",
                application,
                manifests.object(documents.get(0)),
                manifests.documents(path.resolve("values.yaml")).get(0),
                manifests.podTemplate(application.at(template.formatted("driver"))),
                manifests.podTemplate(application.at(template.formatted("executor"))));
    }

    String namespace() {
        return application.at("/metadata/namespace").asText();
    }

    Map<String, String> sparkConf() {
        Map<String, String> settings = new TreeMap<>();
        application
                .at("/spec/sparkConf")
                .properties()
                .forEach(setting ->
                        settings.put(setting.getKey(), setting.getValue().asText()));
        return settings;
    }

    static Map<String, String> labels(PodTemplateSpec pod) {
        ObjectMeta metadata = pod.getMetadata();
        return metadata == null ? Map.of() : metadata.getLabels();
    }

    @Override
    public String toString() {
        return name;
    }
}
