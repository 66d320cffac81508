package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions.UnionNames;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.shape.UnionBranch.Mark;
import io.kaspar.schema.json.shape.ValueKind;
import io.kaspar.schema.nesting.TypePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** What schemas of which a value fits one are as a column. */
final class UnionMapping {
    private static final ScalarShape STRING = new ScalarShape(DataTypes.StringType, ScalarEncoding.STRICT);
    private static final Set<DataType> FLOATS = Set.of(DataTypes.FloatType, DataTypes.DoubleType);

    private final ShapeMapping values;
    private final BranchMarks marks;
    private final UnionNames names;

    UnionMapping(ShapeMapping values, SchemaMerger merger, UnionNames names) {
        this.values = values;
        this.marks = new BranchMarks(merger);
        this.names = names;
    }

    /**
     * Null when no value but null fits.
     *
     * @param schemas without branches of their own
     */
    @Nullable
    MappedValue of(List<MergedSchema> schemas, TypePath path, String place) throws SchemaException {
        boolean nullable = false;
        Map<ValueKind, List<BranchValue>> byKind = new LinkedHashMap<>();
        for (MergedSchema schema : schemas) {
            nullable |= schema.kinds().contains(JsonKind.NULL);
            if (schema.isAnything()) {
                return MappedValue.of(ShapeMapping.anything()).orNull(true);
            }
            for (ValueKind kind : BranchValue.kindsOf(schema)) {
                MappedValue mapped = values.ofKind(schema, kind, path, place);
                if (mapped != null) {
                    add(
                            byKind.computeIfAbsent(kind, absent -> new ArrayList<>()),
                            new BranchValue(schema, kind, mapped));
                }
            }
        }
        if (byKind.isEmpty()) {
            return null;
        }
        return together(byKind).orElseGet(() -> MappedValue.of(new TextShape())).orNull(nullable);
    }

    /** Schemas of the same shape are one. */
    private static void add(List<BranchValue> ofKind, BranchValue added) {
        for (int i = 0; i < ofKind.size(); i++) {
            BranchValue known = ofKind.get(i);
            if (known.value().shape().equals(added.value().shape())) {
                Set<String> symbols = new LinkedHashSet<>(known.value().symbols());
                symbols.addAll(added.value().symbols());
                boolean areAll = !known.value().symbols().isEmpty()
                        && !added.value().symbols().isEmpty();
                ofKind.set(i, known.shared(known.value().withSymbols(areAll ? List.copyOf(symbols) : List.of())));
                return;
            }
        }
        ofKind.add(added);
    }

    /** Empty when payloads do not tell which schema a value is of. */
    private Optional<MappedValue> together(Map<ValueKind, List<BranchValue>> byKind) throws SchemaException {
        List<BranchValue> all = new ArrayList<>();
        List<Mark> allMarks = new ArrayList<>();
        for (Map.Entry<ValueKind, List<BranchValue>> entry : byKind.entrySet()) {
            List<BranchValue> ofKind = oneOf(entry.getKey(), entry.getValue());
            Optional<List<Mark>> marksOfKind = marks.of(entry.getKey(), ofKind);
            if (marksOfKind.isEmpty()) {
                return Optional.empty();
            }
            all.addAll(ofKind);
            allMarks.addAll(marksOfKind.get());
        }
        return all.size() == 1 ? Optional.of(all.get(0).value()) : struct(all, allMarks);
    }

    private Optional<MappedValue> struct(List<BranchValue> all, List<Mark> allMarks) {
        Optional<List<String>> columns = BranchNames.of(all, allMarks, names);
        if (columns.isEmpty()) {
            return Optional.empty();
        }
        List<UnionBranch> branches = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            MappedValue value = all.get(i).value();
            String text = all.get(i).schema().description();
            branches.add(new UnionBranch(
                    columns.get().get(i),
                    value.shape(),
                    allMarks.get(i),
                    value.withComment(text).notes(false)));
        }
        return Optional.of(MappedValue.of(new OneOfShape(branches)));
    }

    /** Strings and numbers of several types as one type that holds all of them, where there is one. */
    private static List<BranchValue> oneOf(ValueKind kind, List<BranchValue> ofKind) {
        if (ofKind.size() == 1 || (kind != ValueKind.STRING && kind != ValueKind.NUMBER)) {
            return ofKind;
        }
        Optional<JsonShape> shape = kind == ValueKind.STRING ? Optional.of(STRING) : number(ofKind);
        return shape.isEmpty() ? ofKind : List.of(ofKind.get(0).shared(MappedValue.of(shape.get())));
    }

    private static Optional<JsonShape> number(List<BranchValue> ofKind) {
        boolean areIntegers = true;
        for (BranchValue branch : ofKind) {
            if (!(branch.value().shape() instanceof ScalarShape scalar)
                    || scalar.encoding() != ScalarEncoding.STRICT
                    || !(BranchValue.INTEGERS.contains(scalar.dataType()) || FLOATS.contains(scalar.dataType()))) {
                return Optional.empty();
            }
            areIntegers &= BranchValue.INTEGERS.contains(scalar.dataType());
        }
        return Optional.of(
                new ScalarShape(areIntegers ? DataTypes.LongType : DataTypes.DoubleType, ScalarEncoding.STRICT));
    }
}
