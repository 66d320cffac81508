package io.kaspar.schema.json.schema.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema with all that it refers to. Immutable once it is parsed. */
public final class SchemaDocuments {
    /** Objects and arrays of a schema and of all that it refers to: far more than any real schema has. */
    static final int MAX_PLACES = 500_000;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Schemas of schemas, which nobody registers beside the schemas that use them. */
    private static final String META_SCHEMAS = "json-schema.org/draft";

    private final IdentityHashMap<JsonNode, SchemaPlace> places = new IdentityHashMap<>();
    private final Map<String, SchemaPlace> resources = new HashMap<>();
    private final Map<String, SchemaPlace> documents = new LinkedHashMap<>();

    private SchemaDocuments() {}

    /**
     * The schema of {@code text}.
     *
     * @throws SchemaException when it, or one that it refers to, is no JSON, or too large or too deep
     */
    public static SchemaPlace parse(SchemaText text) throws SchemaException {
        SchemaDocuments all = new SchemaDocuments();
        for (SchemaText.Reference reference : text.references()) {
            all.documents.put(
                    reference.name(), all.add(reference.name(), reference.text(), "reference " + reference.name()));
        }
        return all.add("", text.text(), "schema");
    }

    private SchemaPlace add(String name, String text, String what) throws SchemaException {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new SchemaException("the " + what + " is no JSON that can be read: " + e.getOriginalMessage(), e);
        }
        if (!root.isObject() && !root.isBoolean()) {
            throw new SchemaException("the " + what + " is no JSON Schema: neither an object nor true or false");
        }
        SchemaResource document = new SchemaResource(this, name, JsonSchemaDraft.of(root, JsonSchemaDraft.DRAFT_07));
        return new SchemaScan(this).document(root, document);
    }

    /** Remembers what stands at a place. */
    SchemaPlace add(JsonNode node, SchemaResource resource, @Nullable SchemaPlace outer, String step)
            throws SchemaException {
        if (places.size() >= MAX_PLACES) {
            throw new SchemaException("the schema has more than " + MAX_PLACES + " objects and arrays");
        }
        SchemaPlace place = new SchemaPlace(node, resource, outer, step, places.size());
        if (node.isContainerNode()) {
            places.put(node, place);
        }
        return place;
    }

    /** Remembers what a name leads to, unless something else had it first. */
    void name(String uri, SchemaPlace place) {
        resources.putIfAbsent(uri, place);
    }

    Optional<SchemaPlace> placeOf(JsonNode node) {
        return Optional.ofNullable(places.get(node));
    }

    /** Where a reference leads. */
    SchemaPlace find(SchemaPlace from, String reference) throws SchemaException {
        int hash = reference.indexOf('#');
        String uri = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        Optional<SchemaPlace> whole = uri.isEmpty() ? ownResource(from) : resource(from, uri, reference);
        if (whole.isEmpty() && uri.contains(META_SCHEMAS)) {
            return new SchemaPlace(BooleanNode.TRUE, from.resource(), null, "", -1);
        }
        if (whole.isEmpty()) {
            throw new SchemaException("the schema refers to \"" + reference + "\" at " + from
                    + ", which is none of its references: " + documents.keySet());
        }
        Optional<SchemaPlace> found = inside(whole.get(), fragment);
        if (found.isEmpty()) {
            throw new SchemaException("the schema refers to \"" + reference + "\" at " + from + ", where nothing is");
        }
        return found.get();
    }

    private Optional<SchemaPlace> ownResource(SchemaPlace from) {
        return Optional.ofNullable(resources.get(from.resource().uri()));
    }

    private Optional<SchemaPlace> resource(SchemaPlace from, String uri, String reference) {
        String absolute = SchemaUris.resolve(from.resource().uri(), uri);
        for (SchemaPlace known : new SchemaPlace[] {
            resources.get(absolute),
            documents.get(absolute),
            documents.get(uri),
            resources.get(uri),
            documents.get(reference)
        }) {
            if (known != null) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }

    private Optional<SchemaPlace> inside(SchemaPlace whole, String fragment) {
        if (fragment.isEmpty()) {
            return Optional.of(whole);
        }
        String plain = SchemaUris.decode(fragment);
        if (!plain.startsWith("/")) {
            return Optional.ofNullable(resources.get(whole.resource().uri() + "#" + plain));
        }
        Optional<SchemaPlace> found = SchemaUris.follow(whole, plain);
        // Generators write pointers from the top of the document, also inside of parts with names of their own.
        return found.isPresent() ? found : SchemaUris.follow(whole.top(), plain);
    }
}
