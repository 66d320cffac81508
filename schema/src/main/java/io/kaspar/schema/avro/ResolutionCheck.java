package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Refuses pairs of schemas that no payload could be read by.
 *
 * <p>It looks at whole schemas, whatever the projection, so that the same payloads are readable whichever columns a query
 * takes. A branch of a writer's union is no reason to refuse while another one can be read.
 */
final class ResolutionCheck {
    private final IdentityHashMap<Resolver.Action, Optional<String>> seen = new IdentityHashMap<>();

    private ResolutionCheck() {}

    static void check(Resolver.Action root) throws SchemaException {
        String name = root.reader.getName();
        String problem = new ResolutionCheck().problem(root, name);
        if (problem != null) {
            throw new SchemaException("the writer's schema does not fit the table's: " + problem);
        }
    }

    private @Nullable String problem(Resolver.Action action, String place) {
        if (UnionShape.isNull(action.writer)) {
            return null; // a null is no value where columns are nullable; where they are not, payloads with one are at
            // fault
        }
        String mismatch = Mismatch.of(action);
        if (mismatch != null) {
            return place + ": " + mismatch;
        }
        if (action instanceof Resolver.Container container) {
            boolean isArray = action.reader.getType() == Schema.Type.ARRAY;
            return problem(container.elementAction, place + (isArray ? "[]" : "{}"));
        }
        if (action instanceof Resolver.WriterUnion union) {
            return ofBranches(union, place);
        }
        if (action instanceof Resolver.ReaderUnion union) {
            return problem(union.actualAction, place);
        }
        return action instanceof Resolver.RecordAdjust fields ? ofFields(fields, place) : null;
    }

    private @Nullable String ofBranches(Resolver.WriterUnion union, String place) {
        String first = null;
        for (Resolver.Action branch : union.actions) {
            String problem = problem(branch, place);
            if (problem == null) {
                return null;
            }
            first = first == null ? problem : first;
        }
        return first;
    }

    private @Nullable String ofFields(Resolver.RecordAdjust action, String place) {
        Optional<String> known = seen.get(action);
        if (known != null) {
            return known.orElse(null);
        }
        seen.put(action, Optional.empty()); // what a record that holds itself finds
        String problem = firstOfFields(action, place);
        seen.put(action, Optional.ofNullable(problem));
        return problem;
    }

    private @Nullable String firstOfFields(Resolver.RecordAdjust action, String place) {
        int next = 0;
        for (Resolver.Action field : action.fieldActions) {
            if (field instanceof Resolver.Skip) {
                continue;
            }
            String problem = problem(field, place + "." + action.readerOrder[next++].name());
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }
}
