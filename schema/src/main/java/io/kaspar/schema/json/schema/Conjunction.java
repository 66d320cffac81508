package io.kaspar.schema.json.schema;

import io.kaspar.schema.json.schema.model.SchemaPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Schemas that a value has to fit all at once. */
record Conjunction(List<Part> parts) {
    Conjunction {
        parts = List.copyOf(parts);
    }

    /**
     * One of the schemas.
     *
     * @param withoutUnions whether its branches do not count, since one of them was taken already
     */
    record Part(SchemaPlace place, boolean withoutUnions) {
        Part of(SchemaPlace other) {
            return new Part(other, withoutUnions);
        }

        /** Differs from that of any other part; true and false have none of their own. */
        String key() {
            boolean isBoolean = place.node().isBoolean();
            return (isBoolean ? place.node().asText() : place.number()) + (withoutUnions ? "-" : "");
        }
    }

    static Conjunction of(SchemaPlace place) {
        return of(List.of(place));
    }

    static Conjunction of(List<SchemaPlace> places) {
        return new Conjunction(
                places.stream().map(place -> new Part(place, false)).toList());
    }

    /** These schemas and one of their branches. */
    Conjunction with(SchemaPlace branch) {
        List<Part> all = new ArrayList<>();
        parts.forEach(part -> all.add(new Part(part.place(), true)));
        all.add(new Part(branch, false));
        return new Conjunction(all);
    }

    /** Equal for the same schemas in the same order. */
    String key() {
        return parts.stream().map(Part::key).distinct().collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return parts.get(0).place().toString();
    }
}
