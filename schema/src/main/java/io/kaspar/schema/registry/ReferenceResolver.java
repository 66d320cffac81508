package io.kaspar.schema.registry;

import io.kaspar.schema.format.SchemaText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects what a schema refers to, directly or not: each name once, before those that refer to it.
 *
 * <p>Where two references give one name different texts the first one found counts, as in Confluent's own clients.
 */
final class ReferenceResolver {
    /** More than any real schema has; a chain as deep as this is still no danger to the stack. */
    static final int MAX_REFERENCES = 500;

    private final Lookup lookup;

    ReferenceResolver(Lookup lookup) {
        this.lookup = lookup;
    }

    /** @param context that of the schema; references lie in the same one unless they say otherwise */
    SchemaText resolve(UnresolvedSchema schema, String context) throws SchemaRegistryException {
        List<SchemaText.Reference> resolved = new ArrayList<>();
        collect(schema, context, resolved, new HashSet<>());
        return new SchemaText(schema.kind(), schema.text(), resolved);
    }

    private void collect(UnresolvedSchema schema, String context, List<SchemaText.Reference> resolved, Set<String> seen)
            throws SchemaRegistryException {
        for (UnresolvedSchema.Reference reference : schema.references()) {
            // Marked before its own references are followed, so a cycle ends here.
            if (!seen.add(reference.name())) {
                continue;
            }
            if (seen.size() > MAX_REFERENCES) {
                throw new SchemaRegistryException("a schema refers to more than " + MAX_REFERENCES
                        + " others, the last one " + reference.subject() + " version " + reference.version());
            }
            String subject = RegistryContext.qualify(reference.subject(), context);
            UnresolvedSchema target = lookup.find(new SubjectVersion(subject, reference.version()));
            collect(target, RegistryContext.of(subject), resolved, seen);
            resolved.add(new SchemaText.Reference(reference.name(), target.text()));
        }
    }

    /** Finds a version of a subject, soft-deleted or not; a missing one is an error. */
    @FunctionalInterface
    interface Lookup {
        UnresolvedSchema find(SubjectVersion version) throws SchemaRegistryException;
    }
}
