package io.kaspar.schema.resolve;

import io.kaspar.schema.format.PayloadFormat;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaKind;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.wire.RegistryFraming;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * A new version of a subject, for columns that its newest one lacks. First it is planned, which changes nothing, and the registry says
 * whether it would take it; then it is registered.
 */
public final class SchemaGrowth {
    private static final int UNKNOWN_ID = 0;

    private final SchemaRegistry registry;
    private final PayloadFormats formats;
    private final String subject;
    private final @Nullable String typeName;
    private final PayloadOptions options;
    private final RegistryFraming framing;

    private SchemaGrowth(
            SchemaRegistry registry,
            PayloadFormats formats,
            String subject,
            @Nullable String typeName,
            PayloadOptions options,
            RegistryFraming framing) {
        this.registry = registry;
        this.formats = formats;
        this.subject = subject;
        this.typeName = typeName;
        this.options = options;
        this.framing = framing;
    }

    /**
     * Of a subject that is there.
     *
     * @param registry stays the caller's to close
     * @param known by what payloads are read so far
     */
    public static SchemaGrowth of(SchemaRegistry registry, PayloadFormats formats, PayloadSchema.Registered known) {
        return new SchemaGrowth(
                registry, formats, known.subject(), known.readerSchema().typeName(), known.options(), known.framing());
    }

    /**
     * Of a subject that perhaps is not there.
     *
     * @param registry stays the caller's to close
     * @param framing how payloads name the schema
     */
    public static SchemaGrowth of(
            SchemaRegistry registry,
            PayloadFormats formats,
            String subject,
            PayloadOptions options,
            RegistryFraming framing) {
        return new SchemaGrowth(registry, formats, subject, null, options, framing);
    }

    /**
     * A version of the subject.
     *
     * @param schema by which payloads are written; its id is a stand-in where the version is new
     * @param isNew whether it is to be registered still
     */
    public record Version(PayloadSchema.Registered schema, boolean isNew) {}

    /**
     * The newest version if it has these columns; else a new one that has those behind its own that it lacks. Without a subject the
     * first one.
     *
     * @param kind of a first version
     * @param recordName of a first version
     * @throws SchemaException when there can be no such version, or the registry would not take it; the message shows its verdict
     */
    public Version plan(SchemaKind kind, String recordName, StructType columns)
            throws SchemaRegistryException, SchemaException {
        Optional<Version> remembered = newest(columns);
        if (remembered.isPresent() && !remembered.get().isNew()) {
            return remembered.get();
        }
        // What is remembered can be old, and a version made of it would be without the columns that others added since.
        registry.forget(subject);
        Optional<Version> asked = newest(columns);
        Version version = asked.isPresent() ? asked.get() : first(kind, recordName, columns);
        if (version.isNew()) {
            requireCompatible(version.schema().readerSchema());
        }
        return version;
    }

    private Version first(SchemaKind kind, String recordName, StructType columns) throws SchemaException {
        return version(1, UNKNOWN_ID, formats.schemaOf(kind, recordName, columns));
    }

    private Optional<Version> newest(StructType columns) throws SchemaRegistryException, SchemaException {
        Optional<RegisteredSchema> newest = registry.latest(subject);
        return newest.isEmpty() ? Optional.empty() : Optional.of(with(columns, newest.get()));
    }

    private Version with(StructType columns, RegisteredSchema newest) throws SchemaRegistryException, SchemaException {
        SchemaText schema = newest.schema().ofType(typeName);
        PayloadFormat format = formats.require(schema.kind());
        if (!(format.dataType(schema, options) instanceof StructType known)) {
            throw new SchemaException(
                    "the values of subject " + subject + " are no records, so that no columns can be added to them");
        }
        StructType lacking = new StructType();
        for (StructField column : columns.fields()) {
            lacking = known.getFieldIndex(column.name()).isDefined() ? lacking : lacking.add(column);
        }
        if (lacking.isEmpty()) {
            return version(newest.version(), newest.schemaId(), schema);
        }
        List<SchemaText> older = format.numbersFields() ? older(newest) : List.of();
        SchemaText longer = format.withColumns(schema, older, lacking);
        DataType read = format.dataType(longer, options);
        MadeColumns.require(known, read);
        MadeColumns.require(lacking, read);
        return version(newest.version() + 1, UNKNOWN_ID, longer);
    }

    private List<SchemaText> older(RegisteredSchema newest) throws SchemaRegistryException {
        List<SchemaText> older = new ArrayList<>();
        for (int number : registry.versions(subject)) {
            Optional<RegisteredSchema> version =
                    number < newest.version() ? registry.version(subject, number) : Optional.empty();
            version.map(RegisteredSchema::schema)
                    .filter(schema -> schema.kind() == newest.schema().kind())
                    .ifPresent(older::add);
        }
        return older;
    }

    private Version version(int number, int schemaId, SchemaText text) throws SchemaException {
        PayloadSchema.Registered schema = new PayloadSchema.Registered(
                subject,
                number,
                schemaId,
                text,
                options,
                formats.require(text.kind()).dataType(text, options),
                KnownSchemas.NONE,
                framing);
        return new Version(schema, schemaId == UNKNOWN_ID);
    }

    private void requireCompatible(SchemaText schema) throws SchemaRegistryException, SchemaException {
        Optional<String> verdict = registry.incompatibility(subject, schema);
        if (verdict.isPresent()) {
            throw new SchemaException("the registry at " + registry.location() + " refuses a new version of subject "
                    + subject + " with these columns: " + verdict.get());
        }
    }

    /** A version by its id: what is new is registered. Once more is no other version. */
    public PayloadSchema.Registered register(Version version) throws SchemaRegistryException {
        PayloadSchema.Registered planned = version.schema();
        return version.isNew()
                ? new PayloadSchema.Registered(
                        planned.subject(),
                        planned.version(),
                        registry.register(subject, planned.readerSchema()),
                        planned.readerSchema(),
                        planned.options(),
                        planned.dataType(),
                        planned.others(),
                        planned.framing())
                : planned;
    }
}
