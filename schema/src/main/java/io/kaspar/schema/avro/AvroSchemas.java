package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.format.Versioned;
import io.kaspar.schema.program.BoundedCache;
import io.kaspar.schema.program.SchemaWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/**
 * Parses and resolves registered schemas, keeping those used last. Thread-safe.
 *
 * <p>Names and defaults are taken as they are: what a registry accepted years ago must stay readable, and a bad default
 * matters only where it is used.
 */
final class AvroSchemas {
    /** Of the names in a message for people. */
    private static final int MOST_NAMED = 20;

    private final GenericData data = new LenientData();
    private final BoundedCache<SchemaText, Schema> parsed = new BoundedCache<>(SchemaWeights.MAX_BYTES);
    private final BoundedCache<Pair, Resolver.Action> resolved = new BoundedCache<>(SchemaWeights.MAX_BYTES);

    private record Pair(SchemaText writer, SchemaText reader) {}

    /** Avro's own rules for data, without conversions of logical types, whatever others put into the global one. */
    GenericData data() {
        return data;
    }

    Schema parse(SchemaText text) throws SchemaException {
        return parsed.get(text, SchemaWeights.of(text), text.isMerged() ? AvroSchemas::merge : AvroSchemas::parseNew);
    }

    /** Parses anew, since merging may not touch what others read. */
    private static Schema merge(SchemaText text) throws SchemaException {
        List<Versioned<Schema>> versions = new ArrayList<>();
        for (SchemaText.Version version : text.versions()) {
            versions.add(new Versioned<>(version.number(), parseNew(version.schema())));
        }
        try {
            Schema whole = AvroChecks.ofThisAvro().without(() -> AvroMerge.of(versions));
            return text.typeName() == null ? whole : onTop(text.typeName(), whole);
        } catch (AvroRuntimeException e) {
            throw new SchemaException("the versions of the subject do not merge: " + e.getMessage(), e);
        } catch (StackOverflowError e) { // as in parseNew
            throw tooDeep(e);
        }
    }

    private static Schema onTop(String name, Schema whole) throws SchemaException {
        List<Schema> top = whole.isUnion() ? whole.getTypes() : List.of(whole);
        return top.stream()
                .filter(schema -> schema.getFullName().equals(name))
                .findFirst()
                .orElseThrow(() -> new SchemaException("the merged schema is no " + name));
    }

    /** How to read what {@code writer} wrote as {@code reader} says; known to be possible. */
    Resolver.Action resolve(SchemaText writer, SchemaText reader) throws SchemaException {
        long weight = SchemaWeights.of(writer) + SchemaWeights.of(reader);
        return resolved.get(new Pair(writer, reader), weight, this::resolveNew);
    }

    private static Schema parseNew(SchemaText text) throws SchemaException {
        if (text.kind() != SchemaKind.AVRO) {
            throw new IllegalArgumentException("not an Avro schema: " + text.kind());
        }
        Schema.Parser parser = AvroChecks.ofThisAvro().parser();
        String part = "";
        try {
            for (SchemaText.Reference reference : text.references()) {
                part = " (its reference " + reference.name() + ")";
                parser.parse(reference.text());
            }
            part = "";
            Schema whole = parser.parse(text.text());
            String name = text.typeName();
            return name == null ? whole : named(name, parser.getTypes());
        } catch (AvroRuntimeException e) {
            throw new SchemaException("not a valid Avro schema" + part + ": " + e.getMessage(), e);
        } catch (NullPointerException e) { // What Avro 1.12 throws when the whole text is an unknown type.
            throw new SchemaException("not a valid Avro schema" + part + ": names a type that is defined nowhere", e);
        } catch (StackOverflowError e) { // Avro goes through types call by call.
            throw tooDeep(e);
        }
    }

    private static Schema named(String name, Map<String, Schema> types) throws SchemaException {
        Schema found = types.get(name);
        if (found == null) {
            throw new SchemaException("the schema has no type " + name + "; it has "
                    + types.keySet().stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", ")));
        }
        return found;
    }

    private Resolver.Action resolveNew(Pair pair) throws SchemaException {
        Schema writer = parse(pair.writer());
        Schema reader = parse(pair.reader());
        try {
            Resolver.Action action = resolveUnchecked(writer, reader);
            if (MissingFields.in(action)) {
                action = resolveUnchecked(writer, parseNew(OptionalFields.of(reader)));
            }
            ResolutionCheck.check(action);
            return action;
        } catch (AvroRuntimeException e) {
            throw new SchemaException(
                    "the writer's schema cannot be resolved against the table's: " + e.getMessage(), e);
        } catch (StackOverflowError e) { // as in parseNew
            throw tooDeep(e);
        }
    }

    /** The error for types inside types without an end in sight. */
    static SchemaException tooDeep(StackOverflowError cause) {
        return new SchemaException("the schema's types lie too deep inside each other", cause);
    }

    /** Applying aliases copies schemas, which must not check them. */
    private Resolver.Action resolveUnchecked(Schema writer, Schema reader) {
        return AvroChecks.ofThisAvro().without(() -> Resolver.resolve(writer, reader, data));
    }
}
