package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import io.kaspar.schema.registry.SubjectVersion;
import io.kaspar.schema.wire.ApicurioIdKind;
import io.kaspar.schema.wire.RegistryFraming;
import java.util.Optional;

/** By what records name the schema that they are written by: its id, or what the registry has to be asked for once. */
public final class WrittenNames {
    private WrittenNames() {}

    private record Written(String subject, int version, int schemaId) {}

    /** Whether the id alone does not do. */
    public static boolean areAskedFor(PayloadSchema schema) {
        RegistryFraming framing = schema.framing();
        boolean isMore =
                framing.style() == RegistryFraming.Style.APICURIO || framing.place() == RegistryFraming.Place.HEADERS;
        return isMore && written(schema).isPresent();
    }

    /**
     * The name of the schema of payloads that are written.
     *
     * @param schema one for which {@link #areAskedFor}
     * @throws SchemaException when the registry does not have it under its subject any more
     */
    public static SchemaName ask(PayloadSchema schema, SchemaRegistry registry)
            throws SchemaRegistryException, SchemaException {
        Written written = written(schema).orElseThrow();
        SubjectVersion version = version(written, registry);
        if (schema.framing().style() == RegistryFraming.Style.APICURIO) {
            ApicurioIdKind kind = idKind(schema.framing());
            return new SchemaName.OfApicurio(kind, registry.apicurioId(kind, version));
        }
        Optional<SchemaName> guid = registry.guid(version).map(SchemaName.Guid::new);
        return guid.orElseGet(() -> new SchemaName.Id(written.schemaId()));
    }

    /** Readers of headers take either; what stands in front of payloads has to be said, see {@link RegistryFraming#frameIds}. */
    static ApicurioIdKind idKind(RegistryFraming framing) {
        ApicurioIdKind said = framing.frameIds();
        return said == null ? ApicurioIdKind.CONTENT : said;
    }

    private static Optional<Written> written(PayloadSchema schema) {
        if (schema instanceof PayloadSchema.Registered registered) {
            return Optional.of(new Written(registered.subject(), registered.version(), registered.schemaId()));
        }
        return schema instanceof PayloadSchema.OneOfSeveral one
                ? Optional.of(new Written(
                        one.type().subject(), one.type().version(), one.type().schemaId()))
                : Optional.empty();
    }

    /** What was registered just now can have another number than the one that was expected. */
    private static SubjectVersion version(Written written, SchemaRegistry registry)
            throws SchemaRegistryException, SchemaException {
        Optional<RegisteredSchema> expected = registry.version(written.subject(), written.version());
        if (expected.isPresent() && expected.get().schemaId() == written.schemaId()) {
            return new SubjectVersion(written.subject(), written.version());
        }
        return registry.subjectsOf(written.schemaId()).stream()
                .filter(version -> version.subject().equals(written.subject()))
                .findFirst()
                .orElseThrow(() -> new SchemaException("the registry at " + registry.location()
                        + " does not have the schema with id " + written.schemaId() + " as a version of subject "
                        + written.subject() + ", which its framing needs"));
    }
}
