package io.kaspar.schema.json.schema.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.SchemaException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through a document and remembers its places and their names. */
final class SchemaScan {
    /** Objects and arrays inside of each other: as deep as no real schema is. */
    static final int MAX_DEPTH = 500;

    /** Keywords whose members have names that mean nothing to JSON Schema. */
    private static final Set<String> NAMED =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies");

    /** Keywords that hold values, no schemas. */
    private static final Set<String> VALUES = Set.of("enum", "const", "default", "examples", "example");

    private final SchemaDocuments documents;

    SchemaScan(SchemaDocuments documents) {
        this.documents = documents;
    }

    /** The place of a whole document. */
    SchemaPlace document(JsonNode root, SchemaResource document) throws SchemaException {
        SchemaPlace place = schema(root, document, null, "", 0);
        documents.name(document.uri(), place);
        return place;
    }

    private SchemaPlace schema(
            JsonNode node, SchemaResource outerResource, @Nullable SchemaPlace outer, String step, int depth)
            throws SchemaException {
        if (depth > MAX_DEPTH) {
            throw new SchemaException(
                    "the schema's objects and arrays lie more than " + MAX_DEPTH + " deep inside each other");
        }
        SchemaResource resource = named(node, outerResource);
        SchemaPlace place = documents.add(node, resource, outer, step);
        if (!resource.uri().equals(outerResource.uri()) || outer == null) {
            documents.name(resource.uri(), place);
        }
        anchors(node, resource).forEach(anchor -> documents.name(resource.uri() + "#" + anchor, place));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainerNode()) {
                    schema(node.get(i), resource, place, Integer.toString(i), depth + 1);
                }
            }
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            keyword(member.getKey(), member.getValue(), place, depth + 1);
        }
        return place;
    }

    private void keyword(String keyword, JsonNode value, SchemaPlace place, int depth) throws SchemaException {
        if (!value.isContainerNode() || VALUES.contains(keyword)) {
            return;
        }
        if (!NAMED.contains(keyword) || !value.isObject()) {
            schema(value, place.resource(), place, keyword, depth);
            return;
        }
        SchemaPlace named = documents.add(value, place.resource(), place, keyword);
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            if (member.getValue().isContainerNode()) {
                schema(member.getValue(), place.resource(), named, member.getKey(), depth + 1);
            }
        }
    }

    /** The resource that begins here, or the one around. */
    private SchemaResource named(JsonNode node, SchemaResource outer) {
        JsonSchemaDraft draft = JsonSchemaDraft.of(node, outer.draft());
        SchemaResource inDraft = draft == outer.draft() ? outer : new SchemaResource(documents, outer.uri(), draft);
        String id = id(node, inDraft);
        int hash = id.indexOf('#');
        String uri = hash < 0 ? id : id.substring(0, hash);
        return uri.isEmpty() ? inDraft : new SchemaResource(documents, SchemaUris.resolve(outer.uri(), uri), draft);
    }

    private static List<String> anchors(JsonNode node, SchemaResource resource) {
        String id = id(node, resource);
        String inId = id.substring(id.indexOf('#') + 1);
        return id.indexOf('#') < 0 || inId.isEmpty() ? anchorKeywords(node) : List.of(inId);
    }

    private static List<String> anchorKeywords(JsonNode node) {
        return List.of("$anchor", "$dynamicAnchor").stream()
                .map(node::get)
                .filter(anchor -> anchor != null && anchor.isTextual())
                .map(JsonNode::textValue)
                .toList();
    }

    private static String id(JsonNode node, SchemaResource resource) {
        boolean ignored = !resource.draft().readsBesideReference() && node.has("$ref");
        JsonNode id = node.get(resource.draft().idKeyword());
        return ignored || id == null || !id.isTextual() ? "" : id.textValue();
    }
}
