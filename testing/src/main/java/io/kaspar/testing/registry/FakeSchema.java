package io.kaspar.testing.registry;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A schema as it was registered; equal ones share an id. */
record FakeSchema(String schemaType, String text, List<FakeReference> references) {
    FakeSchema {
        references = List.copyOf(references);
    }

    /** The same for equal schemas, as with Confluent's registry. */
    UUID guid() {
        return UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8));
    }
}
