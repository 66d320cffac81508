package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaText;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Schemas by their ids in one registry and context. Immutable; crosses from the driver to the tasks. */
public record KnownSchemas(Map<Integer, SchemaText> byId) implements Serializable {
    public static final KnownSchemas NONE = new KnownSchemas(Map.of());

    public KnownSchemas {
        byId = Map.copyOf(byId);
    }

    /** The same and one more. */
    KnownSchemas with(int schemaId, SchemaText text) {
        Map<Integer, SchemaText> more = new HashMap<>(byId);
        more.put(schemaId, text);
        return new KnownSchemas(more);
    }

    Optional<SchemaText> find(int schemaId) {
        return Optional.ofNullable(byId.get(schemaId));
    }
}
