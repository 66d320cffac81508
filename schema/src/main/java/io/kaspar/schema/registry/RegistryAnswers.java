package io.kaspar.schema.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.SchemaKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Reads the fields of a registry's answers. Fields it does not know are let be; missing ones are an error. */
final class RegistryAnswers {
    private static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private final String location;

    RegistryAnswers(String location) {
        this.location = location;
    }

    List<String> strings(JsonNode array) throws SchemaRegistryException {
        List<String> strings = new ArrayList<>();
        for (JsonNode element : requireArray(array)) {
            if (!element.isTextual()) {
                throw nonsense("a list of names");
            }
            strings.add(element.textValue());
        }
        return List.copyOf(strings);
    }

    List<Integer> versions(JsonNode array) throws SchemaRegistryException {
        List<Integer> versions = new ArrayList<>();
        for (JsonNode element : requireArray(array)) {
            if (!element.canConvertToInt()) {
                throw nonsense("a list of versions");
            }
            versions.add(element.intValue());
        }
        return versions.stream().sorted().toList();
    }

    List<SubjectVersion> subjectVersions(JsonNode array) throws SchemaRegistryException {
        List<SubjectVersion> versions = new ArrayList<>();
        for (JsonNode element : requireArray(array)) {
            versions.add(new SubjectVersion(string(element, "subject"), integer(element, "version")));
        }
        return List.copyOf(versions);
    }

    UnresolvedSchema schema(JsonNode node) throws SchemaRegistryException {
        JsonNode text = node.path("schema");
        if (!text.isTextual()) {
            throw nonsense("a schema");
        }
        List<UnresolvedSchema.Reference> references = new ArrayList<>();
        for (JsonNode reference : node.path("references")) {
            references.add(new UnresolvedSchema.Reference(
                    string(reference, "name"), string(reference, "subject"), integer(reference, "version")));
        }
        return new UnresolvedSchema(kind(node), text.textValue(), references);
    }

    /** The verdict on a schema that is not compatible; empty for one that is. */
    Optional<String> incompatibility(JsonNode node) throws SchemaRegistryException {
        JsonNode verdict = node.path("is_compatible");
        if (!verdict.isBoolean()) {
            throw nonsense("the field 'is_compatible'");
        }
        if (verdict.booleanValue()) {
            return Optional.empty();
        }
        String messages = StreamSupport.stream(node.path("messages").spliterator(), false)
                .map(message -> message.asText().replaceAll("\\p{Cntrl}+", " "))
                .collect(Collectors.joining("; "));
        return Optional.of(messages.isBlank() ? "it does not say why" : messages);
    }

    String string(JsonNode node, String field) throws SchemaRegistryException {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw nonsense("the field '" + field + "'");
        }
        return value.textValue();
    }

    /** Empty for a registry without GUIDs. */
    Optional<UUID> guid(JsonNode node) throws SchemaRegistryException {
        JsonNode guid = node.path("guid");
        if (!guid.isTextual()) {
            return Optional.empty();
        }
        if (!guid.textValue().matches(GUID)) {
            throw nonsense("the field 'guid'");
        }
        return Optional.of(UUID.fromString(guid.textValue()));
    }

    int integer(JsonNode node, String field) throws SchemaRegistryException {
        JsonNode value = node.path(field);
        if (!value.canConvertToInt()) {
            throw nonsense("the field '" + field + "'");
        }
        return value.intValue();
    }

    private SchemaKind kind(JsonNode node) throws SchemaRegistryException {
        String name = node.path("schemaType").asText("AVRO");
        for (SchemaKind kind : SchemaKind.values()) {
            if (kind.isRegistered() && kind.name().equals(name)) {
                return kind;
            }
        }
        String shown = name.substring(0, Math.min(name.length(), 40)).replaceAll("\\p{Cntrl}", " ");
        throw new SchemaRegistryException(
                "the registry at " + location + " holds a schema of type " + shown
                        + ", which Kaspar does not know; set key.format or value.format to binary to read such payloads as bytes");
    }

    private JsonNode requireArray(JsonNode node) throws SchemaRegistryException {
        if (!node.isArray()) {
            throw nonsense("a list");
        }
        return node;
    }

    private SchemaRegistryException nonsense(String wanted) {
        return new SchemaRegistryException("the registry at " + location + " answered JSON without " + wanted
                + ": is it a schema registry? check " + OptionNames.URL);
    }
}
