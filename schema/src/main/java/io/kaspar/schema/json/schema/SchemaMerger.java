package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.Conjunction.Part;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Follows references and {@code allOf}, and puts together what they say of a value. Remembers what it has made. */
final class SchemaMerger {
    /** Schemas that one schema refers to or lists, and those that these do, and so on. */
    static final int MAX_CHAIN = 200;

    /** Schemas that are put together for one table, each as often as that is done. */
    static final int MAX_PARTS = 1_000_000;

    private final Map<String, MergedSchema> made = new HashMap<>();
    private int partCount;

    /**
     * What the schemas say together.
     *
     * @throws SchemaException when a reference leads nowhere or back to itself, or the schema is too large
     */
    MergedSchema merge(Conjunction conjunction) throws SchemaException {
        String key = conjunction.key();
        MergedSchema known = made.get(key);
        if (known != null) {
            return known;
        }
        MergedSchema merged = new MergedSchema(conjunction);
        Walk walk = new Walk(merged);
        for (Part part : conjunction.parts()) {
            merged.startPart();
            walk.add(part);
        }
        merged.finish();
        made.put(key, merged);
        return merged;
    }

    /** One way through references and lists. */
    private final class Walk {
        private final MergedSchema merged;
        private final Set<String> done = new HashSet<>();
        private final Set<String> open = new HashSet<>();

        Walk(MergedSchema merged) {
            this.merged = merged;
        }

        void add(Part part) throws SchemaException {
            SchemaPlace place = part.place();
            if (place.node().isBoolean()) {
                if (!place.node().booleanValue()) {
                    merged.addFalse();
                }
                return;
            }
            if (!place.node().isObject()) {
                throw new SchemaException(
                        "the schema has " + place.node().getNodeType() + " at " + place + ", where a schema has to be");
            }
            if (open.contains(part.key())) {
                throw new SchemaException("the schema at " + place + " refers to itself, and to nothing else");
            }
            if (!done.add(part.key())) {
                return;
            }
            if (open.size() >= MAX_CHAIN || ++partCount > MAX_PARTS) {
                throw new SchemaException("the schema at " + place + " refers to too many others: more than "
                        + MAX_CHAIN + " in a chain, or " + MAX_PARTS + " altogether");
            }
            open.add(part.key());
            addParts(part);
            open.remove(part.key());
        }

        private void addParts(Part part) throws SchemaException {
            SchemaPlace place = part.place();
            Optional<SchemaPlace> referred = place.reference();
            if (!place.isOnlyReference()) {
                addOwn(part);
            }
            if (referred.isPresent()) {
                merged.addReferred(referred.get());
                add(part.of(referred.get()));
            }
        }

        private void addOwn(Part part) throws SchemaException {
            SchemaPlace place = part.place();
            merged.add(part);
            for (SchemaPlace each : place.elements("allOf")) {
                add(part.of(each));
            }
            if (!part.withoutUnions()) {
                merged.addUnion(place.elements("oneOf"));
                merged.addUnion(place.elements("anyOf"));
                for (String keyword : List.of("then", "else")) {
                    place.part(keyword).ifPresent(schema -> merged.addConditions(List.of(schema)));
                }
                merged.addConditions(place.members("dependentSchemas").values());
            }
        }
    }
}
