package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaKind;
import java.util.List;

/** A schema as the registry gives it: what it refers to is named, not there yet. */
record UnresolvedSchema(SchemaKind kind, String text, List<Reference> references) {
    UnresolvedSchema {
        references = List.copyOf(references);
    }

    /** A schema referred to as {@code name} is this version of this subject. */
    record Reference(String name, String subject, int version) {}
}
