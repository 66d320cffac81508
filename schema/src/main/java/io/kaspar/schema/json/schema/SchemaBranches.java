package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes schemas apart of which a value fits one. */
final class SchemaBranches {
    /** Each branch is compared with all others. */
    static final int MAX_BRANCHES = 1_000;

    private final SchemaMerger merger;

    SchemaBranches(SchemaMerger merger) {
        this.merger = merger;
    }

    /** Whether the branches of a schema are no types of their own, but more properties of one object. */
    boolean areProperties(MergedSchema schema) throws SchemaException {
        if (!schema.kinds().contains(JsonKind.OBJECT)
                || (schema.unions().isEmpty() && schema.conditions().isEmpty())) {
            return false;
        }
        return !schema.properties().isEmpty() || (schema.unions().size() != 1 && areObjects(schema));
    }

    private boolean areObjects(MergedSchema schema) throws SchemaException {
        for (List<SchemaPlace> union : schema.unions()) {
            for (SchemaPlace branch : union) {
                Set<JsonKind> kinds = merger.merge(schema.whole().with(branch)).kinds();
                if (kinds.size() != 1 || !kinds.contains(JsonKind.OBJECT)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What stands beside a schema's properties: the branches and conditions of an object. */
    List<MergedSchema> besideProperties(MergedSchema schema) throws SchemaException {
        List<MergedSchema> all = new ArrayList<>();
        beside(schema, all, new HashSet<>());
        return all;
    }

    private void beside(MergedSchema schema, List<MergedSchema> all, Set<String> seen) throws SchemaException {
        List<SchemaPlace> places = new ArrayList<>(schema.conditions());
        schema.unions().forEach(places::addAll);
        for (SchemaPlace place : places) {
            Conjunction branch = Conjunction.of(place);
            if (!seen.add(branch.key())) {
                continue;
            }
            limit(seen.size(), schema);
            MergedSchema merged = merger.merge(branch);
            all.add(merged);
            beside(merged, all, seen);
        }
    }

    /**
     * The schemas that a value fits one of, without branches of their own; the schema itself when it has no branches.
     *
     * @return empty when the schema has several lists of branches, so that there are too many ways
     */
    List<MergedSchema> of(MergedSchema schema) throws SchemaException {
        List<MergedSchema> all = new ArrayList<>();
        return collect(schema, all, new HashSet<>()) ? all : List.of();
    }

    private boolean collect(MergedSchema schema, List<MergedSchema> all, Set<String> open) throws SchemaException {
        if (schema.unions().isEmpty() || areProperties(schema)) {
            all.add(schema);
            limit(all.size(), schema);
            return true;
        }
        if (schema.unions().size() > 1) {
            return false;
        }
        if (!open.add(schema.whole().key()) || open.size() > SchemaMerger.MAX_CHAIN) {
            throw new SchemaException("the schema at " + schema.whole() + " is a branch of itself");
        }
        for (SchemaPlace branch : schema.unions().get(0)) {
            MergedSchema merged = merger.merge(schema.whole().with(branch));
            if (!merged.isFalse() && !collect(merged, all, open)) {
                return false;
            }
        }
        open.remove(schema.whole().key());
        return true;
    }

    private static void limit(int count, MergedSchema schema) throws SchemaException {
        if (count > MAX_BRANCHES) {
            throw new SchemaException("the schema at " + schema.whole() + " has more than " + MAX_BRANCHES
                    + " branches, which are the most that are read");
        }
    }
}
