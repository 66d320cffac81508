package io.kaspar.schema.resolve;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.SchemaText;
import io.kaspar.schema.registry.RegisteredSchema;
import io.kaspar.schema.registry.SchemaRegistry;
import io.kaspar.schema.registry.SchemaRegistryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads all versions of a subject, for what they are together. */
final class SubjectVersions {
    /** Each is a request when the table is loaded first, and goes into every task. */
    static final int MAX_VERSIONS = 200;

    private SubjectVersions() {}

    /**
     * The newest version, with the schema of all together; empty when there is no such subject. Versions that were deleted are
     * not among them.
     *
     * @throws SchemaException when there are too many, or some are of another kind
     */
    static Optional<RegisteredSchema> merged(SchemaRegistry registry, String subject)
            throws SchemaRegistryException, SchemaException {
        List<Integer> versions = registry.versions(subject);
        if (versions.size() > MAX_VERSIONS) {
            throw new SchemaException("subject " + subject + " has " + versions.size() + " versions, and "
                    + MAX_VERSIONS + " are the most that are merged");
        }
        List<RegisteredSchema> found = new ArrayList<>();
        for (int i = versions.size() - 1; i >= 0; i--) {
            registry.version(subject, versions.get(i)).ifPresent(found::add);
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        RegisteredSchema newest = found.get(0);
        List<SchemaText.Version> merged = new ArrayList<>();
        for (RegisteredSchema version : found) {
            if (version.schema().kind() != newest.schema().kind()) {
                throw new SchemaException(
                        "subject " + subject + " does not merge: version " + newest.version() + " is a "
                                + newest.schema().kind() + " schema, version " + version.version() + " a "
                                + version.schema().kind() + " schema");
            }
            merged.add(new SchemaText.Version(version.version(), version.schema()));
        }
        return Optional.of(
                new RegisteredSchema(newest.subject(), newest.version(), newest.schemaId(), SchemaText.merged(merged)));
    }
}
