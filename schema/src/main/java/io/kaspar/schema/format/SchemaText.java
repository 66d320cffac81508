package io.kaspar.schema.format;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * A registered schema as text, together with the texts it refers to, so that it can be parsed anywhere.
 *
 * @param kind what language the text is in
 * @param text the schema
 * @param references the schemas it refers to, directly or not; each stands before those that refer to it
 */
public record SchemaText(SchemaKind kind, String text, List<Reference> references) implements Serializable {
    public SchemaText {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        references = List.copyOf(references);
    }

    public static SchemaText avro(String text) {
        return new SchemaText(SchemaKind.AVRO, text, List.of());
    }

    /**
     * A schema that another one refers to.
     *
     * @param name how the referring text calls it: an Avro full name, a Protobuf import path, a JSON {@code $ref}
     */
    public record Reference(String name, String text) implements Serializable {
        public Reference {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(text, "text");
        }
    }
}
