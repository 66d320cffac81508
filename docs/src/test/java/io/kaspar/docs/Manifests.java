package io.kaspar.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Kubernetes objects out of files, as Kubernetes' own types; a field that these do not have is an error. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> TYPES = Stream.of(
                    ConfigMap.class,
                    Deployment.class,
                    Job.class,
                    Namespace.class,
                    PersistentVolume.class,
                    PersistentVolumeClaim.class,
                    Pod.class,
                    Role.class,
                    RoleBinding.class,
                    Service.class,
                    ServiceAccount.class,
                    StatefulSet.class,
                    StorageClass.class)
            .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));

    private final YAMLMapper yaml =
            YAMLMapper.builder().annotationIntrospector(new NoOtherFields()).build();

    /** The types keep what they do not know in a map, unless they are told not to. */
    private static final class NoOtherFields extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }

    /** All objects of a file. */
    List<HasMetadata> read(Path file) throws IOException {
        List<HasMetadata> objects = new ArrayList<>();
        for (JsonNode document : documents(file)) {
            objects.add(object(document));
        }
        return objects;
    }

    /** All documents of a file, whatever they are. */
    List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                yaml.readerFor(JsonNode.class).readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    /** A pod's template inside of an object that is not Kubernetes' own. */
    PodTemplateSpec podTemplate(JsonNode template) throws IOException {
        return yaml.readerFor(PodTemplateSpec.class).readValue(template);
    }

    HasMetadata object(String text) throws IOException {
        return object(yaml.readTree(text));
    }

    HasMetadata object(JsonNode document) throws IOException {
        Class<? extends HasMetadata> type = TYPES.get(document.path("kind").asText());
        if (type == null) {
            throw new IOException("an object of an unknown kind: " + document.path("kind"));
        }
        HasMetadata object = yaml.readerFor(type).readValue(document);
        String apiVersion = document.path("apiVersion").asText();
        String expected = HasMetadata.getApiVersion(type);
        if (!apiVersion.equals(expected)) {
            throw new IOException(type.getSimpleName() + " is of " + expected + ", not " + apiVersion);
        }
        return object;
    }
}
