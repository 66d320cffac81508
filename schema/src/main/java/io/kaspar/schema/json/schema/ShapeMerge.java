package io.kaspar.schema.json.schema;

import io.kaspar.schema.format.ColumnMetadata;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Versioned;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarEncoding;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.shape.UnionBranch.AnyOfKind;
import io.kaspar.schema.json.shape.UnionBranch.Mark;
import io.kaspar.schema.json.shape.UnionBranch.MemberIsOneOf;
import io.kaspar.schema.json.shape.VariantShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.MetadataBuilder;
import org.jspecify.annotations.Nullable;

/** Makes one shape of those of all versions of a subject: each version's values are read by it without loss. */
final class ShapeMerge {
    /** From the narrowest, with the digits of each. */
    private static final List<DataType> INTEGERS =
            List.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);

    private static final List<Integer> DIGITS = List.of(3, 5, 10, 19);

    private ShapeMerge() {}

    /** @param newestFirst at least one */
    static JsonShape of(List<Versioned<JsonShape>> newestFirst) throws SchemaException {
        return merged(newestFirst, "");
    }

    private static JsonShape merged(List<Versioned<JsonShape>> parts, String place) throws SchemaException {
        JsonShape newest = parts.get(0).value();
        if (Versioned.all(parts, newest::equals)) {
            return newest;
        }
        // What is any value in one version is any value.
        for (Class<? extends JsonShape> anything : List.of(VariantShape.class, TextShape.class)) {
            for (Versioned<JsonShape> part : parts) {
                if (anything.isInstance(part.value())) {
                    return part.value();
                }
            }
        }
        if (are(parts, ScalarShape.class)) {
            return scalar(parts, place);
        }
        if (are(parts, ObjectShape.class)) {
            return object(parts, place);
        }
        if (are(parts, ArrayShape.class)) {
            boolean containsNull = any(parts, shape -> ((ArrayShape) shape).containsNull());
            return new ArrayShape(part(parts, shape -> ((ArrayShape) shape).element(), place + "[]"), containsNull);
        }
        if (are(parts, MapShape.class)) {
            return map(parts, place);
        }
        if (are(parts, EntriesShape.class)) {
            return new EntriesShape(
                    part(parts, shape -> ((EntriesShape) shape).key(), place + "{}.key"),
                    part(parts, shape -> ((EntriesShape) shape).value(), place + "{}.value"),
                    any(parts, shape -> ((EntriesShape) shape).valuesContainNull()));
        }
        if (are(parts, OneOfShape.class)) {
            return union(parts, place);
        }
        if (Versioned.all(parts, shape -> shape.dataType().equals(newest.dataType()))) {
            return newest; // maps that are written in two ways
        }
        throw conflict(parts, place);
    }

    private static JsonShape part(List<Versioned<JsonShape>> parts, Function<JsonShape, JsonShape> part, String place)
            throws SchemaException {
        return merged(Versioned.each(parts, part), place);
    }

    private static MapShape map(List<Versioned<JsonShape>> parts, String place) throws SchemaException {
        return new MapShape(
                part(parts, shape -> ((MapShape) shape).value(), place + "{}"),
                any(parts, shape -> ((MapShape) shape).valuesContainNull()));
    }

    private static ScalarShape scalar(List<Versioned<JsonShape>> parts, String place) throws SchemaException {
        ScalarShape newest = (ScalarShape) parts.get(0).value();
        if (Versioned.all(parts, shape -> shape.dataType().equals(newest.dataType()))) {
            return newest; // each payload is read as its own version writes it
        }
        DataType type = Versioned.all(parts, shape -> isNumber((ScalarShape) shape))
                ? widest(parts.stream().map(part -> part.value().dataType()).toList())
                : null;
        if (type == null) {
            throw conflict(parts, place);
        }
        return new ScalarShape(type, ScalarEncoding.STRICT);
    }

    /** A number as JSON has it. */
    private static boolean isNumber(ScalarShape shape) {
        DataType type = shape.dataType();
        return shape.encoding() == ScalarEncoding.STRICT
                && (INTEGERS.contains(type)
                        || type instanceof DecimalType
                        || type.equals(DataTypes.FloatType)
                        || type.equals(DataTypes.DoubleType));
    }

    /** Null when no type holds all values of all. */
    private static @Nullable DataType widest(List<DataType> types) {
        if (INTEGERS.containsAll(types)) {
            return INTEGERS.get(types.stream().mapToInt(INTEGERS::indexOf).max().orElseThrow());
        }
        if (types.stream().allMatch(type -> INTEGERS.contains(type) || type instanceof DecimalType)) {
            int whole = 0;
            int scale = 0;
            for (DataType type : types) {
                int behind = type instanceof DecimalType decimal ? decimal.scale() : 0;
                int digits =
                        type instanceof DecimalType decimal ? decimal.precision() : DIGITS.get(INTEGERS.indexOf(type));
                scale = Math.max(scale, behind);
                whole = Math.max(whole, digits - behind);
            }
            return whole + scale > DecimalType.MAX_PRECISION()
                    ? null
                    : DataTypes.createDecimalType(whole + scale, scale);
        }
        boolean areInDouble =
                types.stream().noneMatch(type -> type.equals(DataTypes.LongType) || type instanceof DecimalType);
        return areInDouble ? DataTypes.DoubleType : null;
    }

    /** Members of the newest version first, those that it does not have behind them. */
    private static ObjectShape object(List<Versioned<JsonShape>> parts, String place) throws SchemaException {
        List<Versioned<ObjectShape>> objects = Versioned.each(parts, ObjectShape.class::cast);
        Map<String, List<Versioned<ObjectMember>>> byName =
                Versioned.grouped(objects, ObjectShape::members, ObjectMember::name);
        List<Versioned<JsonShape>> rests = new ArrayList<>();
        ObjectMember newestRest = null;
        for (Versioned<ObjectShape> object : objects) {
            ObjectMember rest = object.value().rest();
            if (rest != null) {
                rests.add(object.with(rest.shape()));
                newestRest = newestRest == null ? rest : newestRest;
            }
        }
        Set<String> columns = new HashSet<>();
        List<ObjectMember> members = new ArrayList<>();
        for (List<Versioned<ObjectMember>> same : byName.values()) {
            ObjectMember newest = same.get(0).value();
            String memberPlace = Versioned.inside(place, newest.name());
            if (!columns.add(newest.column())) {
                throw Versioned.conflict(memberPlace, same, member -> "one of two properties");
            }
            JsonShape shape = merged(Versioned.each(same, ObjectMember::shape), memberPlace);
            members.add(new ObjectMember(
                    newest.name(), newest.column(), shape, notes(same, ObjectMember::metadata, parts.size())));
        }
        if (newestRest == null) {
            return ObjectShape.of(members);
        }
        String restPlace = Versioned.inside(place, newestRest.column());
        if (!columns.add(newestRest.column())) {
            throw Versioned.conflict(restPlace, rests, shape -> "a property and all others");
        }
        // A version that does not speak of other properties lets them be anything.
        MapShape rest = rests.size() < parts.size() ? new MapShape(new TextShape(), true) : map(rests, restPlace);
        return new ObjectShape(
                members, new ObjectMember(newestRest.name(), newestRest.column(), rest, newestRest.metadata()));
    }

    /** The newest version's notes, without what does not hold for all. */
    private static <T> Metadata notes(List<Versioned<T>> parts, Function<T, Metadata> metadata, int versions) {
        List<Metadata> all =
                parts.stream().map(part -> metadata.apply(part.value())).toList();
        MetadataBuilder notes = new MetadataBuilder().withMetadata(all.get(0));
        if (all.size() < versions || !all.stream().allMatch(one -> one.contains(ColumnMetadata.REQUIRED))) {
            notes.remove(ColumnMetadata.REQUIRED);
        }
        if (!all.stream().allMatch(one -> one.contains(ColumnMetadata.SYMBOLS))) {
            notes.remove(ColumnMetadata.SYMBOLS);
        } else {
            Set<String> symbols = new LinkedHashSet<>();
            all.forEach(one -> symbols.addAll(Arrays.asList(one.getStringArray(ColumnMetadata.SYMBOLS))));
            notes.putStringArray(ColumnMetadata.SYMBOLS, symbols.toArray(String[]::new));
        }
        return notes.build();
    }

    private static OneOfShape union(List<Versioned<JsonShape>> parts, String place) throws SchemaException {
        Map<String, List<Versioned<UnionBranch>>> byColumn =
                Versioned.grouped(parts, shape -> ((OneOfShape) shape).branches(), UnionBranch::column);
        List<UnionBranch> branches = new ArrayList<>();
        for (List<Versioned<UnionBranch>> same : byColumn.values()) {
            UnionBranch newest = same.get(0).value();
            Mark mark = newest.mark();
            for (Versioned<UnionBranch> part : same) {
                mark = together(mark, part.value().mark());
                if (mark == null) {
                    throw conflict(parts, place);
                }
            }
            JsonShape shape =
                    merged(Versioned.each(same, UnionBranch::shape), Versioned.inside(place, newest.column()));
            branches.add(
                    new UnionBranch(newest.column(), shape, mark, notes(same, UnionBranch::metadata, same.size())));
        }
        for (UnionBranch branch : branches) {
            long ofKind = branches.stream()
                    .filter(other -> other.mark().kind() == branch.mark().kind())
                    .count();
            if (branch.mark() instanceof AnyOfKind && ofKind > 1) {
                throw conflict(parts, place);
            }
        }
        return new OneOfShape(branches);
    }

    /** Null when a branch is told apart in two ways. */
    private static @Nullable Mark together(Mark left, Mark right) {
        if (left.equals(right)) {
            return left;
        }
        if (left instanceof MemberIsOneOf one
                && right instanceof MemberIsOneOf other
                && one.member().equals(other.member())) {
            Set<String> values = new HashSet<>(one.values());
            values.addAll(other.values());
            return new MemberIsOneOf(one.member(), values);
        }
        return null;
    }

    private static boolean are(List<Versioned<JsonShape>> parts, Class<? extends JsonShape> kind) {
        return Versioned.all(parts, kind::isInstance);
    }

    private static boolean any(List<Versioned<JsonShape>> parts, Predicate<JsonShape> predicate) {
        return parts.stream().anyMatch(part -> predicate.test(part.value()));
    }

    private static SchemaException conflict(List<Versioned<JsonShape>> parts, String place) {
        return Versioned.conflict(
                place,
                parts,
                shape -> shape.dataType().sql()
                        + (shape instanceof ScalarShape scalar && scalar.encoding() != ScalarEncoding.STRICT
                                ? " written " + ShapeResolution.described(scalar)
                                : ""));
    }
}
