package io.kaspar.schema.format;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A schema as text, together with the texts it refers to, so that it can be parsed anywhere.
 *
 * @param kind what language the text is in
 * @param text the schema
 * @param references the schemas it refers to, directly or not; each stands before those that refer to it
 * @param typeName the full name of the type that payloads have, of those that the text defines; null for the text's own: an
 *     Avro schema as a whole, the first message of a Protobuf file
 */
public record SchemaText(
        SchemaKind kind,
        String text,
        List<Reference> references,
        @Nullable String typeName) implements Serializable {
    public SchemaText {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        references = List.copyOf(references);
    }

    /** A schema whose own type payloads have. */
    public SchemaText(SchemaKind kind, String text, List<Reference> references) {
        this(kind, text, references, null);
    }

    public static SchemaText avro(String text) {
        return new SchemaText(SchemaKind.AVRO, text, List.of());
    }

    /**
     * The same text for payloads of one of its types.
     *
     * @param name the type's full name; null for the text's own type
     */
    public SchemaText ofType(@Nullable String name) {
        return Objects.equals(name, typeName) ? this : new SchemaText(kind, text, references, name);
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
