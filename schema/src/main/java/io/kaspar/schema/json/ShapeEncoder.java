package io.kaspar.schema.json;

import io.kaspar.schema.format.EncodedColumns;
import io.kaspar.schema.format.PayloadEncoder;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectMember.Nulls;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.text.JsonText;
import io.kaspar.schema.program.PayloadCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Makes encoders of shapes: what writes JSON payloads, whatever schema says their shape. {@link ShapeCompiler} backwards. */
public final class ShapeEncoder {
    private static final String FORMAT = "JSON";

    /** One column of a struct. */
    private record WrittenMember(int slot, ShapeWriter name, String path, Nulls nulls, ShapeWriter value) {}

    private ShapeEncoder() {}

    /**
     * An encoder of payloads that are one JSON value each.
     *
     * @param type of the values: the shape's, or less where structs lack columns that may be left out
     * @throws SchemaException when no value of this type has the shape, or the shape cannot be written
     */
    public static PayloadEncoder of(JsonShape shape, DataType type) throws SchemaException {
        return writer(shape, type, "value")::write;
    }

    private static ShapeWriter writer(JsonShape shape, DataType type, String path) throws SchemaException {
        if (shape instanceof ObjectShape object) {
            return object(object, type, path);
        }
        if (shape instanceof ArrayShape array) {
            return array(array, type, path);
        }
        if (shape instanceof MapShape map) {
            return map(map, type, path);
        }
        if (shape instanceof EntriesShape entries) {
            return entries(entries, type, path);
        }
        if (shape instanceof OneOfShape union) {
            return union(union, type, path);
        }
        EncodedColumns.requireType(shape.dataType(), type, path);
        if (shape instanceof ScalarShape scalar) {
            return JsonScalarWriters.of(scalar, path);
        }
        if (shape instanceof TextShape) {
            return (source, place, out) -> putJson(source.bytesAt(place), out, path);
        }
        throw new SchemaException(path + ": variants cannot be written; to_json makes text of them");
    }

    /** Text that is JSON already. */
    private static void putJson(byte[] json, PayloadOutput out, String path) throws PayloadException {
        try {
            int start = JsonScan.space(json, 0, json.length);
            int end = JsonScan.value(json, start, json.length, 0);
            if (JsonScan.space(json, end, json.length) == json.length) {
                out.put(json, start, end - start);
                return;
            }
        } catch (JsonFault e) {
            throw new PayloadException(path + ": the text is no JSON: " + e.describe());
        }
        throw new PayloadException(path + ": the text is no JSON: more bytes follow the value");
    }

    private static ShapeWriter object(ObjectShape shape, DataType type, String path) throws SchemaException {
        StructType struct = EncodedColumns.requireStruct(type, "a struct", path);
        Map<String, ObjectMember> byColumn = new HashMap<>();
        shape.members().forEach(member -> byColumn.put(member.column(), member));
        ObjectMember rest = shape.rest();
        List<WrittenMember> members = new ArrayList<>();
        StructField[] fields = struct.fields();
        ShapeWriter entries = null;
        int restSlot = -1;
        for (int i = 0; i < fields.length; i++) {
            String column = fields[i].name();
            String place = path + "." + column;
            ObjectMember member = byColumn.remove(column);
            if (member != null) {
                byte[] nameBytes = nameBytes(member.name());
                ShapeWriter name = (source, slot, out) -> out.put(nameBytes);
                ShapeWriter value = writer(member.shape(), fields[i].dataType(), place);
                members.add(new WrittenMember(i, name, place, member.nulls(), value));
            } else if (rest != null && rest.column().equals(column)) {
                entries = restEntries((MapShape) rest.shape(), shape, fields[i].dataType(), place);
                restSlot = i;
            } else {
                throw new SchemaException(path + ": the schema has nothing for column " + column);
            }
        }
        for (ObjectMember missing : byColumn.values()) {
            if (missing.nulls() != Nulls.LEFT_OUT) {
                throw new SchemaException(
                        path + ": column " + missing.column() + " is missing, which the schema requires");
            }
        }
        return objectWriter(members, fields.length, entries, restSlot);
    }

    private static ShapeWriter objectWriter(
            List<WrittenMember> members, int columnCount, @Nullable ShapeWriter rest, int restSlot) {
        return (source, place, out) -> {
            ValueSource columns = source.structAt(place, columnCount);
            out.put('{');
            int empty = out.length();
            for (WrittenMember member : members) {
                boolean isNull = columns.isNull(member.slot());
                if (isNull && member.nulls() == Nulls.LEFT_OUT) {
                    continue;
                }
                if (isNull && member.nulls() == Nulls.REFUSED) {
                    throw new PayloadException(member.path() + ": the schema has no null here");
                }
                comma(empty, out);
                member.name().write(columns, member.slot(), out);
                member.value().writeOrNull(columns, member.slot(), out);
            }
            if (rest != null && !columns.isNull(restSlot)) {
                int before = out.length();
                comma(empty, out);
                int start = out.length();
                rest.write(columns, restSlot, out);
                if (out.length() == start) {
                    out.rewind(before);
                }
            }
            out.put('}');
        };
    }

    /** A comma, where something stands already. */
    private static void comma(int empty, PayloadOutput out) {
        if (out.length() > empty) {
            out.put(',');
        }
    }

    private static byte[] nameBytes(String name) {
        return (JsonText.quoted(name) + ":").getBytes(StandardCharsets.UTF_8);
    }

    /** The members of an object that have no column, without braces. */
    private static ShapeWriter restEntries(MapShape shape, ObjectShape object, DataType type, String path)
            throws SchemaException {
        Set<String> names = new HashSet<>();
        object.members().forEach(member -> names.add(member.name()));
        return members(shape, type, path, names);
    }

    private static ShapeWriter map(MapShape shape, DataType type, String path) throws SchemaException {
        ShapeWriter members = members(shape, type, path, Set.of());
        return (source, place, out) -> {
            out.put('{');
            members.write(source, place, out);
            out.put('}');
        };
    }

    /** @param taken names that are columns' */
    private static ShapeWriter members(MapShape shape, DataType type, String path, Set<String> taken)
            throws SchemaException {
        if (!(type instanceof MapType map)
                || !map.keyType().equals(shape.dataType().keyType())) {
            throw EncodedColumns.unfit(path, type, "a map of string");
        }
        ShapeWriter value = writer(shape.value(), map.valueType(), path + "[…]");
        return (source, place, out) -> {
            ValueSource.Entries entries = source.mapAt(place);
            for (int i = 0; i < entries.keys().size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                byte[] key = entries.keys().bytesAt(i);
                if (!taken.isEmpty() && taken.contains(new String(key, StandardCharsets.UTF_8))) {
                    throw new PayloadException(path + ": a key of the map is the name of a column");
                }
                JsonScalarWriters.putText(key, out, path);
                out.put(':');
                requireValue(entries.values(), i, shape.valuesContainNull(), path);
                value.writeOrNull(entries.values(), i, out);
            }
        };
    }

    private static void requireValue(ValueSource values, int place, boolean mayBeNull, String path)
            throws PayloadException {
        if (!mayBeNull && values.isNull(place)) {
            throw new PayloadException(path + ": the schema has no null among its values");
        }
    }

    private static ShapeWriter array(ArrayShape shape, DataType type, String path) throws SchemaException {
        if (!(type instanceof ArrayType array)) {
            throw EncodedColumns.unfit(path, type, "an array");
        }
        ShapeWriter element = writer(shape.element(), array.elementType(), path + "[]");
        return (source, place, out) -> {
            ValueSource.Elements elements = source.arrayAt(place);
            out.put('[');
            for (int i = 0; i < elements.size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                requireValue(elements, i, shape.containsNull(), path);
                element.writeOrNull(elements, i, out);
            }
            out.put(']');
        };
    }

    private static ShapeWriter entries(EntriesShape shape, DataType type, String path) throws SchemaException {
        if (!(type instanceof MapType map)) {
            throw EncodedColumns.unfit(path, type, "a map");
        }
        byte[] keyName = nameBytes(EntriesShape.KEY);
        byte[] valueName = nameBytes(EntriesShape.VALUE);
        ShapeWriter key = writer(shape.key(), map.keyType(), path + ".key");
        ShapeWriter value = writer(shape.value(), map.valueType(), path + ".value");
        return (source, place, out) -> {
            ValueSource.Entries entries = source.mapAt(place);
            out.put('[');
            for (int i = 0; i < entries.keys().size(); i++) {
                if (i > 0) {
                    out.put(',');
                }
                out.put('{');
                out.put(keyName);
                key.write(entries.keys(), i, out);
                out.put(',');
                out.put(valueName);
                requireValue(entries.values(), i, shape.valuesContainNull(), path);
                value.writeOrNull(entries.values(), i, out);
                out.put('}');
            }
            out.put(']');
        };
    }

    /** The branch that is not null; readers have to find it by its mark again. */
    private static ShapeWriter union(OneOfShape shape, DataType type, String path) throws SchemaException {
        StructType struct = EncodedColumns.requireStruct(type, "a struct with a field per branch", path);
        List<String> names = shape.branches().stream().map(UnionBranch::column).toList();
        EncodedColumns.requireKnown(struct, names, path);
        StructField[] fields = struct.fields();
        int[] branches = new int[fields.length];
        ShapeWriter[] writers = new ShapeWriter[fields.length];
        for (int i = 0; i < fields.length; i++) {
            branches[i] = names.indexOf(fields[i].name());
            JsonShape branch = shape.branches().get(branches[i]).shape();
            writers[i] = writer(branch, fields[i].dataType(), path + "." + fields[i].name());
        }
        UnionMarks marks =
                new UnionMarks(shape.branches().stream().map(UnionBranch::mark).toList());
        PayloadCursor cursor = new PayloadCursor(FORMAT);
        return (source, place, out) -> {
            ValueSource columns = source.structAt(place, fields.length);
            int taken = only(columns, fields.length, path);
            int start = out.length();
            writers[taken].write(columns, taken, out);
            cursor.reset(out.bytes(), start, out.length() - start);
            if (!isFound(marks, cursor, branches[taken])) {
                throw new PayloadException(path + ": readers could not tell that the value is of the union's branch "
                        + fields[taken].name());
            }
        };
    }

    private static int only(ValueSource columns, int count, String path) throws PayloadException {
        int[] taken = IntStream.range(0, count).filter(i -> !columns.isNull(i)).toArray();
        if (taken.length != 1) {
            throw new PayloadException(path + ": the struct has "
                    + (taken.length == 0 ? "no branch" : "more than one branch") + " of the union");
        }
        return taken[0];
    }

    private static boolean isFound(UnionMarks marks, PayloadCursor cursor, int branch) {
        try {
            return marks.branch(cursor) == branch;
        } catch (JsonFault e) {
            return false;
        }
    }
}
