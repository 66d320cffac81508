package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import io.kaspar.schema.json.shape.ValueKind;
import io.kaspar.schema.nesting.TypeCycles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which structs, and other types that references lead to, the types of a schema hold. */
final class SchemaParts {
    private final SchemaMerger merger;
    private final SchemaBranches branches;
    private final Map<String, Set<String>> parts = new HashMap<>();
    private final Deque<MergedSchema> left = new ArrayDeque<>();

    private SchemaParts(SchemaMerger merger) {
        this.merger = merger;
        this.branches = new SchemaBranches(merger);
    }

    /** The cycles of a schema and of all in it; a {@link StackOverflowError} for types too deep inside each other. */
    static TypeCycles cyclesIn(SchemaPlace root, SchemaMerger merger) throws SchemaException {
        SchemaParts all = new SchemaParts(merger);
        Set<String> roots = new LinkedHashSet<>();
        all.collect(Conjunction.of(root), roots);
        while (!all.left.isEmpty()) {
            MergedSchema next = all.left.pop();
            Set<String> held = new LinkedHashSet<>();
            all.collectParts(next, held);
            all.parts.put(next.key(), held);
        }
        return TypeCycles.of(roots, name -> all.parts.getOrDefault(name, Set.of()));
    }

    private void collect(Conjunction schemas, Set<String> names) throws SchemaException {
        for (MergedSchema schema : branches.of(merger.merge(schemas))) {
            Set<ValueKind> kinds = BranchValue.kindsOf(schema);
            boolean hasParts = kinds.contains(ValueKind.OBJECT) || kinds.contains(ValueKind.ARRAY);
            if (!hasParts || schema.isAnything()) {
                continue;
            }
            if (!ShapeMapping.isNamed(schema, ValueKind.OBJECT)) {
                collectParts(schema, names);
            } else if (names.add(schema.key()) && !parts.containsKey(schema.key())) {
                parts.put(schema.key(), Set.of());
                left.push(schema);
            }
        }
    }

    private void collectParts(MergedSchema schema, Set<String> names) throws SchemaException {
        List<List<SchemaPlace>> all = new ArrayList<>(schema.properties().values());
        all.addAll(schema.patterns().values());
        all.add(schema.additional());
        all.add(schema.items());
        if (branches.areProperties(schema)) {
            branches.besideProperties(schema)
                    .forEach(branch -> all.addAll(branch.properties().values()));
        }
        for (List<SchemaPlace> places : all) {
            if (!places.isEmpty()) {
                collect(Conjunction.of(places), names);
            }
        }
    }
}
