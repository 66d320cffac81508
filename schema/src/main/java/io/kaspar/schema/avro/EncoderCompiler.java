package io.kaspar.schema.avro;

import io.kaspar.schema.format.EncodedColumns;
import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.BytesPayloads;
import io.kaspar.schema.format.PayloadOutput;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.ValueSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/** Turns a schema, and the type of the values to write, into writers: {@link TypeMapping} backwards. One per encoder. */
final class EncoderCompiler {
    private final PayloadOptions options;
    private final GenericData data;

    EncoderCompiler(PayloadOptions options, GenericData data) {
        this.options = options;
        this.data = data;
    }

    /** The writer of whole payloads; their value is never null. */
    ValueWriter payload(Schema schema, DataType type) throws SchemaException {
        String path = schema.getName() == null ? schema.getType().getName() : schema.getName();
        if (schema.getType() == Schema.Type.BYTES && options.bytesPayloads() == BytesPayloads.WHOLE) {
            requireColumn(schema, type, path);
            return ScalarWriters.ofWholePayload(schema, type, path);
        }
        return value(schema, type, path);
    }

    /** The writer of whole payloads that are one branch of a union. */
    ValueWriter branchOf(Schema union, Schema branch, DataType type) throws SchemaException {
        int index = union.getTypes().indexOf(branch);
        if (index < 0) {
            throw new SchemaException(branch.getFullName() + " is no branch of the union that payloads are");
        }
        return withIndex(index, value(branch, type, branch.getName()));
    }

    private ValueWriter value(Schema schema, DataType type, String path) throws SchemaException {
        return switch (schema.getType()) {
            case NULL -> throw new SchemaException(path + ": the schema has null alone, which is no column");
            case UNION -> union(schema, type, path);
            case RECORD -> ValueWriter.notNull(path, record(schema, type, path));
            case ARRAY -> ValueWriter.notNull(path, array(schema, type, path));
            case MAP -> ValueWriter.notNull(path, map(schema, type, path));
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM -> {
                requireColumn(schema, type, path);
                yield ValueWriter.notNull(path, ScalarWriters.of(schema, type, path));
            }
        };
    }

    private void requireColumn(Schema scalar, DataType type, String path) throws SchemaException {
        EncodedColumns.requireType(ScalarMapping.of(scalar, options, path), type, path);
    }

    private ValueWriter record(Schema schema, DataType type, String path) throws SchemaException {
        if (type.equals(DataTypes.StringType)) {
            throw new SchemaException(path + ": " + schema.getFullName()
                    + " holds itself and is JSON text in its column, which cannot be written");
        }
        StructType struct = EncodedColumns.requireStruct(type, "a struct", path);
        List<Schema.Field> fields = schema.getFields();
        EncodedColumns.requireKnown(
                struct, fields.stream().map(Schema.Field::name).toList(), path);
        ValueWriter[] writers = new ValueWriter[fields.size()];
        int[] slots = new int[fields.size()];
        for (int i = 0; i < writers.length; i++) {
            Schema.Field field = fields.get(i);
            slots[i] = Projection.slot(struct, field.name());
            writers[i] = slots[i] == Projection.UNWANTED
                    ? ValueWriter.constant(withoutColumn(field, path))
                    : value(field.schema(), struct.fields()[slots[i]].dataType(), path + "." + field.name());
        }
        int columnCount = struct.length();
        return (source, place, out) -> {
            ValueSource columns = source.structAt(place, columnCount);
            for (int i = 0; i < writers.length; i++) {
                writers[i].write(columns, slots[i], out);
            }
        };
    }

    /** What a field is written as that no column has: its default, null, or the only value that it can have. */
    private byte[] withoutColumn(Schema.Field field, String path) throws SchemaException {
        if (field.hasDefaultValue()) {
            return EncodedDefault.of(field, data);
        }
        Schema schema = field.schema();
        int nullIndex = schema.isUnion() ? indexOfNull(schema) : Projection.UNWANTED;
        Optional<byte[]> encoded = nullIndex == Projection.UNWANTED ? onlyValue(schema) : Optional.of(index(nullIndex));
        return encoded.orElseThrow(() -> new SchemaException(
                path + ": column " + field.name() + " is missing; the schema has neither a default nor null for it"));
    }

    /** The bytes of a type's only value; empty when it has several. */
    private static Optional<byte[]> onlyValue(Schema schema) {
        PayloadOutput out = new PayloadOutput();
        return putOnlyValue(schema, out) ? Optional.of(out.toByteArray()) : Optional.empty();
    }

    private static boolean putOnlyValue(Schema schema, PayloadOutput out) {
        return switch (schema.getType()) {
            case NULL -> true;
            case RECORD -> schema.getFields().stream().allMatch(field -> putOnlyValue(field.schema(), out));
            case UNION -> {
                out.putZigzag(0);
                yield schema.getTypes().size() == 1
                        && putOnlyValue(schema.getTypes().get(0), out);
            }
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED, ENUM, ARRAY, MAP -> false;
        };
    }

    private ValueWriter array(Schema schema, DataType type, String path) throws SchemaException {
        if (!(type instanceof ArrayType array)) {
            throw EncodedColumns.unfit(path, type, "an array");
        }
        ValueWriter element = value(schema.getElementType(), array.elementType(), path + "[]");
        return (source, place, out) -> {
            ValueSource.Elements elements = source.arrayAt(place);
            beginBlock(elements.size(), out);
            for (int i = 0; i < elements.size(); i++) {
                element.write(elements, i, out);
            }
            endBlocks(out);
        };
    }

    private ValueWriter map(Schema schema, DataType type, String path) throws SchemaException {
        if (!(type instanceof MapType map) || !map.keyType().equals(DataTypes.StringType)) {
            throw EncodedColumns.unfit(path, type, "a map of string");
        }
        ValueWriter value = value(schema.getValueType(), map.valueType(), path + "{}");
        return (source, place, out) -> {
            ValueSource.Entries entries = source.mapAt(place);
            int count = entries.keys().size();
            beginBlock(count, out);
            for (int i = 0; i < count; i++) {
                ScalarWriters.putText(entries.keys().bytesAt(i), out, path);
                value.write(entries.values(), i, out);
            }
            endBlocks(out);
        };
    }

    /** All elements are one block; an empty one would be the end. */
    private static void beginBlock(int count, PayloadOutput out) {
        if (count > 0) {
            out.putZigzag(count);
        }
    }

    private static void endBlocks(PayloadOutput out) {
        out.putZigzag(0);
    }

    private ValueWriter union(Schema union, DataType type, String path) throws SchemaException {
        UnionShape shape = UnionShape.of(union, options.unionNames());
        int nullIndex = indexOfNull(union);
        ValueWriter present = switch (shape.kind()) {
            case NOTHING -> throw new SchemaException(path + ": the schema has null alone, which is no column");
            case ONE -> withIndex(union.getTypes().indexOf(shape.only()), value(shape.only(), type, path));
            case BIGINT -> number(union, Schema.Type.LONG, type, path);
            case DOUBLE -> number(union, Schema.Type.DOUBLE, type, path);
            case STRUCT -> branches(shape, type, path);
        };
        if (nullIndex == Projection.UNWANTED) {
            return ValueWriter.notNull(path, present);
        }
        return (source, place, out) -> {
            if (source.isNull(place)) {
                out.putZigzag(nullIndex);
            } else {
                present.write(source, place, out);
            }
        };
    }

    /** Of two branches for numbers the wider one, which takes all values. */
    private ValueWriter number(Schema union, Schema.Type wider, DataType type, String path) throws SchemaException {
        List<Schema> branches = union.getTypes();
        for (int i = 0; i < branches.size(); i++) {
            if (branches.get(i).getType() == wider) {
                return withIndex(i, value(branches.get(i), type, path));
            }
        }
        throw new IllegalStateException("no " + wider + " in " + union);
    }

    private ValueWriter branches(UnionShape shape, DataType type, String path) throws SchemaException {
        StructType struct = EncodedColumns.requireStruct(type, "a struct with a field per branch", path);
        List<String> names = new ArrayList<>();
        List<byte[]> silent = new ArrayList<>();
        ValueWriter[] writers = new ValueWriter[struct.length()];
        for (int i = 0; i < shape.branches().size(); i++) {
            Schema branch = shape.branches().get(i);
            if (UnionShape.isNull(branch)) {
                continue;
            }
            String name = shape.fieldName(i);
            names.add(name);
            int slot = Projection.slot(struct, name);
            if (slot != Projection.UNWANTED) {
                DataType column = struct.fields()[slot].dataType();
                writers[slot] = withIndex(i, value(branch, column, path + "." + name));
            } else {
                PayloadOutput only = new PayloadOutput();
                only.putZigzag(i);
                if (putOnlyValue(branch, only)) {
                    silent.add(only.toByteArray());
                }
            }
        }
        EncodedColumns.requireKnown(struct, names, path);
        // A branch that has no column is the one that is meant where no other is.
        byte[] without = silent.size() == 1 ? silent.get(0) : null;
        return (source, place, out) -> {
            ValueSource columns = source.structAt(place, writers.length);
            int taken = Projection.UNWANTED;
            for (int i = 0; i < writers.length; i++) {
                if (columns.isNull(i)) {
                    continue;
                }
                if (taken != Projection.UNWANTED) {
                    throw new PayloadException(path + ": the struct has more than one branch of the union");
                }
                taken = i;
            }
            if (taken != Projection.UNWANTED) {
                writers[taken].write(columns, taken, out);
            } else if (without != null) {
                out.put(without);
            } else {
                throw new PayloadException(path + ": the struct has no branch of the union");
            }
        };
    }

    private static ValueWriter withIndex(int index, ValueWriter branch) {
        byte[] encoded = index(index);
        return (source, place, out) -> {
            out.put(encoded);
            branch.write(source, place, out);
        };
    }

    private static byte[] index(int branch) {
        PayloadOutput out = new PayloadOutput();
        out.putZigzag(branch);
        return out.toByteArray();
    }

    private static int indexOfNull(Schema union) {
        for (int i = 0; i < union.getTypes().size(); i++) {
            if (UnionShape.isNull(union.getTypes().get(i))) {
                return i;
            }
        }
        return Projection.UNWANTED;
    }
}
