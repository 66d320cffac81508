package io.kaspar.schema.json.schema.model;

import com.fasterxml.jackson.databind.JsonNode;

/** A version of JSON Schema. */
public enum JsonSchemaDraft {
    DRAFT_04("draft-04/"),
    DRAFT_06("draft-06/"),
    DRAFT_07("draft-07/"),
    DRAFT_2019_09("draft/2019-09/"),
    DRAFT_2020_12("draft/2020-12/");

    private static final String PLACE = "://json-schema.org/";
    private static final String WITHOUT_VERSION = "schema";

    private final String path;

    JsonSchemaDraft(String path) {
        this.path = path;
    }

    /** What a schema says in {@code $schema}, or {@code outer} when that is nothing known. */
    static JsonSchemaDraft of(JsonNode schema, JsonSchemaDraft outer) {
        String uri = schema.path("$schema").asText("");
        int start = uri.indexOf(PLACE);
        if (start < 0) {
            return outer;
        }
        String named = uri.substring(start + PLACE.length());
        for (JsonSchemaDraft draft : values()) {
            if (named.startsWith(draft.path)) {
                return draft;
            }
        }
        return named.startsWith(WITHOUT_VERSION) ? DRAFT_04 : outer;
    }

    /** Whether what stands beside a {@code $ref} counts. */
    boolean readsBesideReference() {
        return compareTo(DRAFT_2019_09) >= 0;
    }

    /** Whether several schemas in {@code items} are those of an array's first elements, in their order. */
    public boolean hasTuplesInItems() {
        return this != DRAFT_2020_12;
    }

    /** The keyword that names a document or a part of one. */
    String idKeyword() {
        return this == DRAFT_04 ? "id" : "$id";
    }
}
