package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import io.kaspar.schema.json.shape.UnionBranch.AnyOfKind;
import io.kaspar.schema.json.shape.UnionBranch.HasMember;
import io.kaspar.schema.json.shape.UnionBranch.Mark;
import io.kaspar.schema.json.shape.UnionBranch.MemberIsOneOf;
import io.kaspar.schema.json.shape.ValueKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what tells branches of one kind apart. */
final class BranchMarks {
    private final SchemaMerger merger;

    BranchMarks(SchemaMerger merger) {
        this.merger = merger;
    }

    /** A mark for each branch; empty when there is none for one of them. */
    Optional<List<Mark>> of(ValueKind kind, List<BranchValue> branches) throws SchemaException {
        if (branches.size() == 1) {
            return Optional.of(List.of(new AnyOfKind(kind)));
        }
        if (kind != ValueKind.OBJECT) {
            return Optional.empty();
        }
        for (String property : branches.get(0).schema().properties().keySet()) {
            Optional<List<Mark>> marks = byValue(property, branches);
            if (marks.isPresent()) {
                return marks;
            }
        }
        return byName(branches);
    }

    private Optional<List<Mark>> byValue(String property, List<BranchValue> branches) throws SchemaException {
        Set<String> all = new HashSet<>();
        List<Mark> marks = new ArrayList<>();
        for (BranchValue branch : branches) {
            List<String> values = symbolsOf(property, branch.schema());
            if (values.isEmpty() || !branch.schema().requires(property)) {
                return Optional.empty();
            }
            for (String value : values) {
                if (!all.add(value)) {
                    return Optional.empty();
                }
            }
            marks.add(new MemberIsOneOf(property, Set.copyOf(values)));
        }
        return Optional.of(marks);
    }

    /** The strings that a property is one of; none when it can be another one, or another value. */
    private List<String> symbolsOf(String property, MergedSchema schema) throws SchemaException {
        List<SchemaPlace> places = schema.properties().getOrDefault(property, List.of());
        if (places.isEmpty()) {
            return List.of();
        }
        MergedSchema merged = merger.merge(Conjunction.of(places));
        return merged.kinds().equals(Set.of(JsonKind.STRING)) ? merged.symbols() : List.of();
    }

    private static Optional<List<Mark>> byName(List<BranchValue> branches) {
        List<Mark> marks = new ArrayList<>();
        for (BranchValue branch : branches) {
            Optional<String> own = branch.schema().required().stream()
                    .filter(name -> countOf(name, branches) <= countOf(name, List.of(branch)))
                    .findFirst();
            if (own.isEmpty()) {
                return Optional.empty();
            }
            marks.add(new HasMember(own.get()));
        }
        return Optional.of(marks);
    }

    /** How many of the branches have a property. */
    private static long countOf(String property, List<BranchValue> branches) {
        return branches.stream()
                .filter(branch -> branch.schema().properties().containsKey(property))
                .count();
    }
}
