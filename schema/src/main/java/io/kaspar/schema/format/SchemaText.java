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
 * @param versions when not empty, this is what all of them are together, the newest first, whose text and references this one
 *     has; payloads are read as it says, and none is written by it
 */
public record SchemaText(
        SchemaKind kind,
        String text,
        List<Reference> references,
        @Nullable String typeName,
        List<Version> versions) implements Serializable {
    public SchemaText {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        references = List.copyOf(references);
        versions = List.copyOf(versions);
    }

    /** A schema by itself. */
    public SchemaText(SchemaKind kind, String text, List<Reference> references, @Nullable String typeName) {
        this(kind, text, references, typeName, List.of());
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
        return Objects.equals(name, typeName) ? this : new SchemaText(kind, text, references, name, versions);
    }

    /**
     * What all versions of a subject are together: a schema that has what any of them has.
     *
     * @param newestFirst all of one kind, at least one
     */
    public static SchemaText merged(List<Version> newestFirst) {
        SchemaText newest = newestFirst.get(0).schema();
        if (!newestFirst.stream().allMatch(version -> version.schema().kind() == newest.kind())) {
            throw new IllegalArgumentException("versions of several kinds");
        }
        return new SchemaText(newest.kind(), newest.text(), newest.references(), null, newestFirst);
    }

    /** Whether this is several versions together. */
    public boolean isMerged() {
        return !versions.isEmpty();
    }

    /** What the registry has: of several versions together the newest, and whole, whatever type of it payloads have. */
    public SchemaText registered() {
        return isMerged() ? versions.get(0).schema() : ofType(null);
    }

    /**
     * A version of a subject.
     *
     * @param number in the subject, from 1
     * @param schema a whole one, and no merged one
     */
    public record Version(int number, SchemaText schema) implements Serializable {
        public Version {
            Objects.requireNonNull(schema, "schema");
        }
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
