package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.ValueKind;
import io.kaspar.schema.json.shape.VariantShape;
import io.kaspar.schema.nesting.TypeBudget;
import io.kaspar.schema.nesting.TypePath;
import io.kaspar.schema.nesting.Unfolding;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Maps one reader's schema to a shape by the table in this package's documentation. */
final class ShapeMapping {
    private final SchemaMerger merger;
    private final SchemaBranches branches;
    private final ScalarShapes scalars;
    private final UnionMapping unions;
    private final ObjectMapping objects;
    private final Unfolding unfolding;
    private final TypeBudget budget = new TypeBudget();
    private final List<String> dropped = new ArrayList<>();

    ShapeMapping(PayloadOptions options, Unfolding unfolding, SchemaMerger merger) {
        this.merger = merger;
        this.branches = new SchemaBranches(merger);
        this.scalars = new ScalarShapes(options.wideDecimals());
        this.unions = new UnionMapping(this, merger, options.unionNames());
        this.objects = new ObjectMapping(this, merger, branches);
        this.unfolding = unfolding;
    }

    /** The shape of whole payloads; a payload without any column is an object without members. */
    JsonShape payloadShape(SchemaPlace root) throws SchemaException {
        MappedValue mapped = value(Conjunction.of(root), TypePath.root(unfolding), "value");
        return mapped == null ? ObjectShape.of(List.of()) : mapped.shape();
    }

    /** Whether it became too large and was left unfinished, so that what was given is no good. */
    boolean isTooLarge() {
        return budget.isSpent();
    }

    /** The places that have no column, since there is nothing to show. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    void drop(String place) {
        dropped.add(place);
    }

    /** What the schemas together are as a column; null when no value but null can stand there. */
    @Nullable
    MappedValue value(Conjunction schemas, TypePath path, String place) throws SchemaException {
        budget.enter(path);
        MappedValue mapped = budget.isSpent() ? null : merged(merger.merge(schemas), path, place);
        budget.leave();
        return mapped;
    }

    private @Nullable MappedValue merged(MergedSchema schema, TypePath path, String place) throws SchemaException {
        if (schema.isFalse()) {
            return null;
        }
        if (schema.isConflict()) {
            return text(true).withComment(schema.description());
        }
        List<MergedSchema> all = branches.of(schema);
        MappedValue mapped = all.isEmpty() || all.stream().anyMatch(MergedSchema::isConflict)
                ? text(true)
                : unions.of(all, path, place);
        return mapped == null ? null : mapped.withComment(schema.description());
    }

    private static MappedValue text(boolean nullable) {
        return MappedValue.of(new TextShape()).orNull(nullable);
    }

    static JsonShape anything() {
        return VariantShape.orText();
    }

    /** What a schema without branches is for values of one kind. */
    @Nullable
    MappedValue ofKind(MergedSchema schema, ValueKind kind, TypePath path, String place) throws SchemaException {
        return switch (kind) {
            case BOOLEAN -> MappedValue.of(new ScalarShape(DataTypes.BooleanType, ScalarEncoding.STRICT));
            case NUMBER -> scalars.number(schema);
            case STRING -> scalars.string(schema);
            case ARRAY, OBJECT -> container(schema, kind, path, place);
        };
    }

    private @Nullable MappedValue container(MergedSchema schema, ValueKind kind, TypePath path, String place)
            throws SchemaException {
        if (!isNamed(schema, kind)) {
            return parts(schema, kind, path, place);
        }
        if (path.isExhausted(schema.key())) {
            String name = schema.referredName();
            return text(false).withJsonOf(name.isEmpty() ? schema.whole().toString() : name);
        }
        return parts(schema, kind, path.enter(schema.key()), place);
    }

    /** Whether it counts among the types that can hold themselves: structs, and what references lead to. */
    static boolean isNamed(MergedSchema schema, ValueKind kind) {
        return schema.isReferred()
                || (kind == ValueKind.OBJECT && !schema.properties().isEmpty());
    }

    private @Nullable MappedValue parts(MergedSchema schema, ValueKind kind, TypePath path, String place)
            throws SchemaException {
        return kind == ValueKind.OBJECT ? objects.of(schema, path, place) : array(schema, path, place);
    }

    private @Nullable MappedValue array(MergedSchema schema, TypePath path, String place) throws SchemaException {
        if (schema.hasFormat("date")) {
            return MappedValue.of(new ScalarShape(DataTypes.DateType, ScalarEncoding.YEAR_MONTH_DAY));
        }
        if (schema.isTuple()) {
            return MappedValue.of(new ArrayShape(new TextShape(), true));
        }
        if (schema.items().isEmpty()) {
            return MappedValue.of(new ArrayShape(anything(), true));
        }
        Conjunction items = Conjunction.of(schema.items());
        if (schema.hasConnectType("map")) {
            return entries(merger.merge(items), path, place);
        }
        MappedValue element = value(items, path, place + "[]");
        return element == null ? null : MappedValue.of(new ArrayShape(element.shape(), element.nullable()));
    }

    /** A map that is written as an array of keys with values. */
    private @Nullable MappedValue entries(MergedSchema entry, TypePath path, String place) throws SchemaException {
        MappedValue key = property(entry, EntriesShape.KEY, path, place);
        MappedValue value = property(entry, EntriesShape.VALUE, path, place);
        return key == null || value == null
                ? null
                : MappedValue.of(new EntriesShape(key.shape(), value.shape(), value.nullable()));
    }

    private @Nullable MappedValue property(MergedSchema entry, String name, TypePath path, String place)
            throws SchemaException {
        List<SchemaPlace> property = entry.properties().getOrDefault(name, List.of());
        return property.isEmpty()
                ? MappedValue.of(new TextShape()).orNull(true)
                : value(Conjunction.of(property), path, place + "{}." + name);
    }

    /** A map from names to values. */
    static MappedValue map(JsonShape value, boolean valuesContainNull) {
        return MappedValue.of(new MapShape(value, valuesContainNull));
    }
}
