package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.Versioned;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.JsonProperties;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * Makes one reader's schema of all versions of a subject, such that Avro resolves payloads of each version against it without
 * losing anything.
 *
 * <p>A named type is the same wherever it stands, with what any version gives it. Types of different names at the same place
 * are one type, which was renamed: it has the newest name, and the others as aliases. Works within {@link AvroChecks#without}.
 */
final class AvroMerge {
    private static final Set<Schema.Type> NAMED = EnumSet.of(Schema.Type.RECORD, Schema.Type.ENUM, Schema.Type.FIXED);
    private static final Set<Schema.Type> INTEGERS = EnumSet.of(Schema.Type.INT, Schema.Type.LONG);
    private static final Set<Schema.Type> IN_DOUBLE =
            EnumSet.of(Schema.Type.INT, Schema.Type.FLOAT, Schema.Type.DOUBLE);

    /** Times of two units, of which the finer one holds both. */
    private static final Map<Set<String>, String> FINER = Map.of(
            Set.of("timestamp-millis", "timestamp-micros"), "timestamp-micros",
            Set.of("local-timestamp-millis", "local-timestamp-micros"), "local-timestamp-micros",
            Set.of("time-millis", "time-micros"), "time-micros");

    private final Map<String, List<Versioned<Schema>>> definitions = new LinkedHashMap<>();
    private final Map<String, String> newNames = new HashMap<>();
    private final Map<String, Schema> merged = new HashMap<>();
    private boolean isComplete;

    private AvroMerge() {}

    /** @param newestFirst not shared with anybody */
    static Schema of(List<Versioned<Schema>> newestFirst) throws SchemaException {
        AvroMerge merge = new AvroMerge();
        for (Versioned<Schema> version : newestFirst) {
            merge.collect(version, new HashSet<>());
        }
        Schema whole;
        do { // Where two names turn out to be one type, what was made before lacks a part of it.
            merge.isComplete = true;
            merge.merged.clear();
            whole = merge.value(newestFirst, false, "");
        } while (!merge.isComplete);
        return whole;
    }

    private void collect(Versioned<Schema> part, Set<String> seen) {
        Schema schema = part.value();
        if (NAMED.contains(schema.getType())) {
            if (!seen.add(schema.getFullName())) {
                return;
            }
            definitions
                    .computeIfAbsent(schema.getFullName(), absent -> new ArrayList<>())
                    .add(part);
        }
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> collect(part.with(field.schema()), seen));
            case ARRAY -> collect(part.with(schema.getElementType()), seen);
            case MAP -> collect(part.with(schema.getValueType()), seen);
            case UNION -> schema.getTypes().forEach(branch -> collect(part.with(branch), seen));
            default -> {}
        }
    }

    /** @param isMissing whether there are payloads without this place */
    private Schema value(List<Versioned<Schema>> parts, boolean isMissing, String place) throws SchemaException {
        List<Versioned<Schema>> values = new ArrayList<>();
        boolean isNullable = isMissing;
        boolean isUnion = false;
        for (Versioned<Schema> part : parts) {
            List<Schema> branches = branches(part.value()).stream()
                    .filter(branch -> !UnionShape.isNull(branch))
                    .toList();
            branches.forEach(branch -> values.add(part.with(branch)));
            isNullable |= branches.size() < branches(part.value()).size();
            isUnion |= branches.size() > 1;
        }
        if (values.isEmpty()) {
            return Schema.create(Schema.Type.NULL);
        }
        List<Schema> branches = isUnion ? union(values, place) : new ArrayList<>(List.of(one(values, place)));
        if (isNullable) {
            // A default is one of the first branch, so the newest version's order stays.
            int at = branches(parts.get(0).value()).stream()
                    .map(UnionShape::isNull)
                    .toList()
                    .indexOf(true);
            branches.add(at < 0 ? branches.size() : Math.min(at, branches.size()), Schema.create(Schema.Type.NULL));
        }
        // Two branches may have turned out to be one type meanwhile: then all of this is made once more.
        List<Schema> different = isComplete ? branches : withoutEqualNames(branches);
        return different.size() == 1 ? different.get(0) : Schema.createUnion(different);
    }

    private static List<Schema> withoutEqualNames(List<Schema> branches) {
        Map<String, Schema> byName = new LinkedHashMap<>();
        branches.forEach(branch -> byName.putIfAbsent(branch.getFullName(), branch));
        return List.copyOf(byName.values());
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }

    private List<Schema> union(List<Versioned<Schema>> values, String place) throws SchemaException {
        Map<String, List<Versioned<Schema>>> byName = new LinkedHashMap<>();
        for (Versioned<Schema> value : values) {
            List<Versioned<Schema>> same =
                    byName.computeIfAbsent(newName(value.value().getFullName()), absent -> new ArrayList<>());
            if (!same.isEmpty() && same.get(same.size() - 1).version() == value.version()) {
                throw Versioned.conflict(
                        place, List.of(same.get(same.size() - 1), value), schema -> describe(schema) + ", renamed,");
            }
            same.add(value);
        }
        List<Schema> branches = new ArrayList<>();
        for (List<Versioned<Schema>> same : byName.values()) {
            branches.add(one(same, place));
        }
        return branches;
    }

    /** Parts that are neither null nor unions. */
    private Schema one(List<Versioned<Schema>> parts, String place) throws SchemaException {
        Set<Schema.Type> types = EnumSet.noneOf(Schema.Type.class);
        parts.forEach(part -> types.add(part.value().getType()));
        if (types.size() > 1) {
            return widened(parts, types, place);
        }
        Schema newest = parts.get(0).value();
        return switch (newest.getType()) {
            case RECORD, ENUM, FIXED -> named(parts, place);
            case ARRAY -> Schema.createArray(value(Versioned.each(parts, Schema::getElementType), false, place + "[]"));
            case MAP -> Schema.createMap(value(Versioned.each(parts, Schema::getValueType), false, place + "{}"));
            default -> scalar(parts, place);
        };
    }

    private static Schema widened(List<Versioned<Schema>> parts, Set<Schema.Type> types, String place)
            throws SchemaException {
        Set<String> meanings = meanings(parts);
        if (meanings.equals(Set.of(""))) {
            if (INTEGERS.containsAll(types)) {
                return Schema.create(Schema.Type.LONG);
            }
            if (IN_DOUBLE.containsAll(types)) {
                return Schema.create(Schema.Type.DOUBLE);
            }
        }
        String finer = FINER.get(meanings);
        if (finer != null && INTEGERS.containsAll(types)) {
            return firstWith(finer, parts);
        }
        throw Versioned.conflict(place, parts, AvroMerge::describe);
    }

    /** Parts of one type, which has no parts. */
    private static Schema scalar(List<Versioned<Schema>> parts, String place) throws SchemaException {
        Schema newest = parts.get(0).value();
        Set<String> meanings = meanings(parts);
        if (meanings.size() == 1) {
            return LogicalTypeName.decimal(newest) == null ? newest : decimal(parts, place);
        }
        String finer = FINER.get(meanings);
        if (finer != null) {
            return firstWith(finer, parts);
        }
        // Text is text and bytes are bytes, whatever they stand for, but for decimals.
        boolean isPlain = newest.getType() == Schema.Type.STRING
                || (newest.getType() == Schema.Type.BYTES
                        && Versioned.all(parts, schema -> LogicalTypeName.decimal(schema) == null));
        if (isPlain) {
            return Schema.create(newest.getType());
        }
        throw Versioned.conflict(place, parts, AvroMerge::describe);
    }

    private static Set<String> meanings(List<Versioned<Schema>> parts) {
        return parts.stream().map(part -> LogicalTypeName.of(part.value())).collect(Collectors.toSet());
    }

    private static Schema firstWith(String meaning, List<Versioned<Schema>> parts) {
        return parts.stream()
                .map(Versioned::value)
                .filter(schema -> LogicalTypeName.of(schema).equals(meaning))
                .findFirst()
                .orElseThrow();
    }

    /** Decimals of one scale, with the most digits that any has. A scale is no part of a value, so two do not mix. */
    private static Schema decimal(List<Versioned<Schema>> parts, String place) throws SchemaException {
        Schema widest = parts.get(0).value();
        for (Versioned<Schema> part : parts) {
            LogicalTypes.Decimal known = LogicalTypeName.decimal(widest);
            LogicalTypes.Decimal other = LogicalTypeName.decimal(part.value());
            if (known == null || other == null || known.getScale() != other.getScale()) {
                throw Versioned.conflict(place, parts, AvroMerge::describe);
            }
            widest = other.getPrecision() > known.getPrecision() ? part.value() : widest;
        }
        return widest;
    }

    private String newName(String name) {
        String found = name;
        for (String next = newNames.get(found); next != null; next = newNames.get(found)) {
            found = next;
        }
        return found;
    }

    private Schema named(List<Versioned<Schema>> parts, String place) throws SchemaException {
        String name = newName(parts.get(0).value().getFullName());
        for (Versioned<Schema> part : parts) {
            String other = newName(part.value().getFullName());
            if (!other.equals(name)) {
                newNames.put(other, name);
                isComplete = false;
            }
        }
        Schema known = merged.get(name);
        return known == null ? named(name, place) : known;
    }

    private Schema named(String name, String place) throws SchemaException {
        List<Versioned<Schema>> all = definitions.entrySet().stream()
                .filter(entry -> newName(entry.getKey()).equals(name))
                .flatMap(entry -> entry.getValue().stream())
                .sorted((left, right) -> Integer.compare(right.version(), left.version()))
                .toList();
        Schema newest = all.stream()
                .map(Versioned::value)
                .filter(schema -> schema.getFullName().equals(name))
                .findFirst()
                .orElseThrow();
        if (!Versioned.all(all, schema -> schema.getType() == newest.getType())) {
            throw Versioned.conflict(place, all, AvroMerge::describe);
        }
        Schema type = switch (newest.getType()) {
            case ENUM -> enumeration(newest, all);
            case FIXED -> fixed(newest, all, place);
            default -> Schema.createRecord(newest.getName(), newest.getDoc(), newest.getNamespace(), newest.isError());
        };
        Set<String> aliases = new TreeSet<>(newest.getAliases());
        all.forEach(part -> aliases.add(part.value().getFullName()));
        aliases.remove(name);
        aliases.removeIf(
                alias -> definitions.containsKey(alias) && !newName(alias).equals(name));
        aliases.forEach(alias -> type.addAlias(alias, ""));
        merged.put(name, type);
        if (type.getType() == Schema.Type.RECORD) {
            type.setFields(fields(all, place));
        }
        return type;
    }

    private static Schema enumeration(Schema newest, List<Versioned<Schema>> all) {
        Set<String> symbols = new LinkedHashSet<>();
        all.forEach(part -> symbols.addAll(part.value().getEnumSymbols()));
        return Schema.createEnum(
                newest.getName(),
                newest.getDoc(),
                newest.getNamespace(),
                List.copyOf(symbols),
                newest.getEnumDefault());
    }

    private static Schema fixed(Schema newest, List<Versioned<Schema>> all, String place) throws SchemaException {
        if (meanings(all).size() > 1 || !Versioned.all(all, schema -> schema.getFixedSize() == newest.getFixedSize())) {
            throw Versioned.conflict(place, all, AvroMerge::describe);
        }
        Schema widest = LogicalTypeName.decimal(newest) == null ? newest : decimal(all, place);
        Schema fixed =
                Schema.createFixed(newest.getName(), newest.getDoc(), newest.getNamespace(), newest.getFixedSize());
        LogicalType meaning = LogicalTypeName.typeOf(widest);
        return meaning == null ? fixed : meaning.addToSchema(fixed);
    }

    /** Those of the newest version first, those that it does not have behind them. */
    private List<Field> fields(List<Versioned<Schema>> records, String place) throws SchemaException {
        Map<String, List<Versioned<Field>>> byName = new LinkedHashMap<>();
        Map<String, String> renamed = new HashMap<>();
        for (Versioned<Schema> record : records) {
            for (Field field : record.value().getFields()) {
                byName.computeIfAbsent(
                                nameOf(field, record.value(), byName.keySet(), renamed), absent -> new ArrayList<>())
                        .add(record.with(field));
            }
            record.value()
                    .getFields()
                    .forEach(field -> field.aliases()
                            .forEach(alias -> renamed.putIfAbsent(
                                    alias, nameOf(field, record.value(), byName.keySet(), renamed))));
        }
        List<Field> fields = new ArrayList<>();
        for (Map.Entry<String, List<Versioned<Field>>> entry : byName.entrySet()) {
            String fieldPlace = Versioned.inside(place, entry.getKey());
            List<Versioned<Field>> parts = entry.getValue();
            boolean isMissing = parts.size() < records.size();
            boolean isRemoved = parts.get(0).version() != records.get(0).version();
            fields.add(field(
                    parts.get(0).value(),
                    value(Versioned.each(parts, Field::schema), isMissing, fieldPlace),
                    isMissing,
                    isRemoved,
                    byName.keySet()));
        }
        return fields;
    }

    /** A field of an older version can have another name in a newer one, which says so. */
    private static String nameOf(Field field, Schema record, Collection<String> known, Map<String, String> renamed) {
        String newer = renamed.get(field.name());
        return newer == null || known.contains(field.name()) || record.getField(newer) != null ? field.name() : newer;
    }

    /** Payloads of versions without a field have the newest version's default, and none where that has no such field. */
    private static Field field(
            Field newest, Schema schema, boolean isMissing, boolean isRemoved, Collection<String> names) {
        boolean hasAliasOfOther = newest.aliases().stream().anyMatch(names::contains);
        boolean hasDefault = newest.hasDefaultValue() && !isRemoved;
        if (hasDefault && !hasAliasOfOther) {
            return new Field(newest, schema);
        }
        Object given = hasDefault ? newest.defaultVal() : null;
        @Nullable Object ofMissing = isMissing ? JsonProperties.NULL_VALUE : null;
        Field field = new Field(newest.name(), schema, newest.doc(), given == null ? ofMissing : written(given));
        newest.aliases().stream().filter(alias -> !names.contains(alias)).forEach(field::addAlias);
        return field;
    }

    /** Bytes are text in a schema, where Avro takes an array of them for base64. */
    private static Object written(Object given) {
        return given instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : given;
    }

    private static String describe(Schema schema) {
        LogicalTypes.Decimal decimal = LogicalTypeName.decimal(schema);
        if (decimal != null) {
            return "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
        }
        String meaning = LogicalTypeName.of(schema);
        String type = NAMED.contains(schema.getType())
                ? schema.getType().getName() + " " + schema.getFullName()
                : schema.getType().getName();
        return meaning.isEmpty() ? type : meaning + " (" + type + ")";
    }
}
