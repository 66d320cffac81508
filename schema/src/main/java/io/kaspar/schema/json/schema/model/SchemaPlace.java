package io.kaspar.schema.json.schema.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.kaspar.schema.format.SchemaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A schema, or another value, somewhere in a document. Equal only to itself. */
public final class SchemaPlace {
    private final JsonNode node;
    private final SchemaResource resource;
    private final @Nullable SchemaPlace outer;
    private final String step;
    private final int number;

    /**
     * @param step the keyword, name or index that leads here from {@code outer}
     * @param number differs from that of any other object or array
     */
    SchemaPlace(JsonNode node, SchemaResource resource, @Nullable SchemaPlace outer, String step, int number) {
        this.node = node;
        this.resource = resource;
        this.outer = outer;
        this.step = step;
        this.number = number;
    }

    /** The JSON that stands here. */
    public JsonNode node() {
        return node;
    }

    public JsonSchemaDraft draft() {
        return resource.draft();
    }

    /** Differs from that of any other object or array of the schema and of what it refers to. */
    public int number() {
        return number;
    }

    /** What a keyword holds. */
    public Optional<SchemaPlace> part(String keyword) {
        JsonNode found = node.get(keyword);
        return found == null ? Optional.empty() : Optional.of(inside(found, keyword));
    }

    /** The elements of what a keyword holds; none when that is no array. */
    public List<SchemaPlace> elements(String keyword) {
        Optional<SchemaPlace> array = part(keyword);
        List<SchemaPlace> elements = new ArrayList<>();
        if (array.isPresent() && array.get().node.isArray()) {
            for (int i = 0; i < array.get().node.size(); i++) {
                elements.add(array.get().inside(array.get().node.get(i), Integer.toString(i)));
            }
        }
        return elements;
    }

    /** The members of what a keyword holds, in their order; none when that is no object. */
    public Map<String, SchemaPlace> members(String keyword) {
        Optional<SchemaPlace> object = part(keyword);
        Map<String, SchemaPlace> members = new LinkedHashMap<>();
        if (object.isPresent() && object.get().node.isObject()) {
            object.get()
                    .node
                    .properties()
                    .forEach(member ->
                            members.put(member.getKey(), object.get().inside(member.getValue(), member.getKey())));
        }
        return members;
    }

    /**
     * Where this schema's reference leads; empty when it has none.
     *
     * @throws SchemaException when it leads nowhere
     */
    public Optional<SchemaPlace> reference() throws SchemaException {
        for (String keyword : List.of("$ref", "$dynamicRef", "$recursiveRef")) {
            JsonNode text = node.get(keyword);
            if (text != null && text.isTextual()) {
                return Optional.of(resource.documents().find(this, text.textValue()));
            }
        }
        return Optional.empty();
    }

    /** Whether only this schema's reference counts, and nothing that stands beside it. */
    public boolean isOnlyReference() {
        return !resource.draft().readsBesideReference() && node.path("$ref").isTextual();
    }

    /** What people call it: the name of its definition or property. */
    public String name() {
        return step.isEmpty() ? resource.uri() : step;
    }

    /** The document and the way in it, for messages. */
    @Override
    public String toString() {
        Deque<String> steps = new ArrayDeque<>();
        SchemaPlace top = this;
        for (SchemaPlace place = this; place != null; place = place.outer) {
            if (place.outer != null) {
                steps.push(place.step);
            }
            top = place;
        }
        StringBuilder text = new StringBuilder(top.resource.uri()).append('#');
        steps.forEach(each -> text.append('/').append(each));
        return text.toString();
    }

    SchemaResource resource() {
        return resource;
    }

    /** The document that this place is in. */
    SchemaPlace top() {
        SchemaPlace place = this;
        while (place.outer != null) {
            place = place.outer;
        }
        return place;
    }

    SchemaPlace inside(JsonNode part, String name) {
        return resource.documents().placeOf(part).orElseGet(() -> new SchemaPlace(part, resource, this, name, number));
    }
}
