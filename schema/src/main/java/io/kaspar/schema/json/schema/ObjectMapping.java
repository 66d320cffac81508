package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.json.schema.model.SchemaPlace;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.nesting.TypePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.jspecify.annotations.Nullable;

/** What schemas of objects are as columns. */
final class ObjectMapping {
    /** The column of properties that have none of their own. */
    static final String REST = "_additional";

    private static final JsonShape TEXT = new TextShape();
    private static final JsonShape STRING = new ScalarShape(DataTypes.StringType, ScalarEncoding.STRICT);

    private final ShapeMapping values;
    private final SchemaMerger merger;
    private final SchemaBranches branches;

    ObjectMapping(ShapeMapping values, SchemaMerger merger, SchemaBranches branches) {
        this.values = values;
        this.merger = merger;
        this.branches = branches;
    }

    /** A property, and the schemas that its values fit; several ones where branches of the object do not agree. */
    private record Property(String name, List<Conjunction> schemas, boolean required) {}

    /** A struct or a map; null for a struct that would have no fields. */
    @Nullable
    MappedValue of(MergedSchema schema, TypePath path, String place) throws SchemaException {
        if (schema.hasConnectType("map")) {
            return map(schema, path, place);
        }
        List<Property> properties = properties(schema);
        if (properties.isEmpty()) {
            return saysNothing(schema)
                    ? MappedValue.of(ShapeMapping.anything())
                    : forbidsAll(schema) ? null : map(schema, path, place);
        }
        List<ObjectMember> members = new ArrayList<>();
        for (Property property : properties) {
            String propertyPlace = place + "." + property.name();
            MappedValue mapped = value(property, path, propertyPlace);
            if (mapped == null) {
                values.drop(propertyPlace);
            } else {
                members.add(new ObjectMember(
                        property.name(),
                        property.name(),
                        mapped.shape(),
                        mapped.nulls(property.required()),
                        mapped.notes(property.required())));
            }
        }
        ObjectMember rest = rest(schema, properties, path, place);
        return members.isEmpty() && rest == null ? null : MappedValue.of(new ObjectShape(members, rest));
    }

    private static boolean saysNothing(MergedSchema schema) {
        return schema.additional().isEmpty() && schema.patterns().isEmpty();
    }

    private boolean forbidsAll(MergedSchema schema) throws SchemaException {
        return schema.patterns().isEmpty()
                && merger.merge(Conjunction.of(schema.additional())).isFalse();
    }

    private List<Property> properties(MergedSchema schema) throws SchemaException {
        Map<String, Property> all = new LinkedHashMap<>();
        schema.properties()
                .forEach((name, places) ->
                        all.put(name, new Property(name, List.of(Conjunction.of(places)), schema.requires(name))));
        if (branches.areProperties(schema)) {
            addBeside(schema, all);
        }
        List<Property> ordered = new ArrayList<>(all.values());
        ordered.sort(Comparator.comparingInt(ObjectMapping::connectIndex));
        return ordered;
    }

    /** Properties of branches, where the object itself does not have them already. */
    private void addBeside(MergedSchema schema, Map<String, Property> all) throws SchemaException {
        for (MergedSchema branch : branches.besideProperties(schema)) {
            branch.properties().forEach((name, places) -> {
                if (!schema.properties().containsKey(name)) {
                    all.merge(name, new Property(name, List.of(Conjunction.of(places)), false), ObjectMapping::both);
                }
            });
        }
    }

    private static Property both(Property first, Property second) {
        List<Conjunction> schemas = new ArrayList<>(first.schemas());
        schemas.addAll(second.schemas());
        return new Property(first.name(), schemas, false);
    }

    /** Its place among the properties, as Connect's converter keeps it; those without stand behind. */
    private static int connectIndex(Property property) {
        SchemaPlace first = property.schemas().get(0).parts().get(0).place();
        return first.node().path("connect.index").asInt(Integer.MAX_VALUE);
    }

    private @Nullable MappedValue value(Property property, TypePath path, String place) throws SchemaException {
        MappedValue first = null;
        for (Conjunction schema : property.schemas()) {
            MappedValue mapped = values.value(schema, path, place);
            if (first != null && mapped != null && !first.shape().equals(mapped.shape())) {
                return MappedValue.of(TEXT).orNull(true);
            }
            first = first == null ? mapped : first.orNull(mapped != null && mapped.nullable());
        }
        return first;
    }

    private MappedValue map(MergedSchema schema, TypePath path, String place) throws SchemaException {
        MappedValue same = null;
        for (Conjunction each : ofOthers(schema)) {
            MappedValue mapped = values.value(each, path, place + "{}");
            if (mapped == null || (same != null && !same.shape().equals(mapped.shape()))) {
                return ShapeMapping.map(ShapeMapping.anything(), true);
            }
            same = mapped.orNull(same != null && same.nullable());
        }
        return same == null
                ? ShapeMapping.map(ShapeMapping.anything(), true)
                : ShapeMapping.map(same.shape(), same.nullable());
    }

    /** The schemas of properties without a name in the schema, of which a value fits one. */
    private List<Conjunction> ofOthers(MergedSchema schema) throws SchemaException {
        List<Conjunction> all = new ArrayList<>();
        schema.patterns().values().forEach(places -> all.add(Conjunction.of(places)));
        if (!schema.additional().isEmpty()) {
            Conjunction additional = Conjunction.of(schema.additional());
            if (!merger.merge(additional).isFalse()) {
                all.add(additional);
            }
        }
        return all;
    }

    /** The column of all properties without one; null when the schema does not speak of such. */
    private @Nullable ObjectMember rest(MergedSchema schema, List<Property> properties, TypePath path, String place)
            throws SchemaException {
        List<Conjunction> others = ofOthers(schema);
        if (others.isEmpty()) {
            return null;
        }
        if (properties.stream().anyMatch(property -> property.name().equalsIgnoreCase(REST))) {
            values.drop(place + "." + REST);
            return null;
        }
        boolean allStrings = true;
        boolean nullable = false;
        for (Conjunction other : others) {
            MappedValue mapped = values.value(other, path, place + "." + REST);
            allStrings &= mapped != null && mapped.shape().equals(STRING);
            nullable |= mapped == null || mapped.nullable();
        }
        JsonShape shape = new MapShape(allStrings ? STRING : TEXT, !allStrings || nullable);
        return new ObjectMember(REST, REST, shape, Metadata.empty());
    }
}
