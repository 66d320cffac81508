package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.SchemaException;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * Turns a resolution of two schemas into steps that read what a projection asks for. One per decoder.
 *
 * <p>A place is <i>last</i> when nothing after it in the payload is read any more: then what stands behind the last wanted
 * field is not even skipped.
 */
final class DecoderCompiler {
    private final PayloadOptions options;
    private final GenericData data;
    private final EncodedSize sizes = new EncodedSize();
    private final SkipCompiler skips = new SkipCompiler(sizes);
    private final IdentityHashMap<Resolver.Action, JsonStep> jsonSteps = new IdentityHashMap<>();

    DecoderCompiler(PayloadOptions options, GenericData data) {
        this.options = options;
        this.data = data;
    }

    Step compile(Resolver.Action root, DataType projection) throws SchemaException {
        return value(root, root.reader, projection, TypePath.root(options.maxRecursionDepth()), true);
    }

    /** The step for one place of the reader's schema, whose column has this type. */
    Step value(Resolver.Action action, Schema reader, DataType type, TypePath path, boolean last)
            throws SchemaException {
        String mismatch = Mismatch.of(action);
        if (mismatch != null) {
            return new UnreadableStep(mismatch);
        }
        if (action instanceof Resolver.WriterUnion union) {
            return writerUnion(union, reader, type, path, last);
        }
        if (action instanceof Resolver.ReaderUnion union) {
            return branch(union.actualAction, reader, union.firstMatch, type, path, last);
        }
        return switch (reader.getType()) {
            case NULL -> new ScalarSteps.NullStep();
            case RECORD -> record((Resolver.RecordAdjust) action, type, path, last);
            case ARRAY -> array((Resolver.Container) action, type, path);
            case MAP -> map((Resolver.Container) action, type, path);
            case ENUM -> new EnumStep((Resolver.EnumAdjust) action);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED ->
                ScalarCompiler.compile(action.writer, reader, type);
            case UNION -> throw new IllegalStateException("a union resolved as something else: " + reader);
        };
    }

    private Step writerUnion(Resolver.WriterUnion union, Schema reader, DataType type, TypePath path, boolean last)
            throws SchemaException {
        Step[] branches = new Step[union.actions.length];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = union.unionEquiv
                    ? branch(union.actions[i], reader, i, type, path, last)
                    : value(union.actions[i], reader, type, path, last);
        }
        if (branches.length == 2 && branches[0] instanceof ScalarSteps.NullStep) {
            return new NullableStep(0, branches[1]);
        }
        if (branches.length == 2 && branches[1] instanceof ScalarSteps.NullStep) {
            return new NullableStep(1, branches[0]);
        }
        return new UnionStep(branches);
    }

    /** A value that lands in one branch of the reader's union. */
    private Step branch(
            Resolver.Action action, Schema readerUnion, int index, DataType type, TypePath path, boolean last)
            throws SchemaException {
        Schema branch = readerUnion.getTypes().get(index);
        if (UnionShape.isNull(branch)) {
            return new ScalarSteps.NullStep();
        }
        UnionShape shape = UnionShape.of(readerUnion, options.unionNames());
        if (shape.kind() != UnionShape.Kind.STRUCT) {
            return value(action, branch, type, path, last);
        }
        StructType struct = Projection.struct(type, readerUnion);
        int slot = Projection.slot(struct, shape.fieldName(index));
        if (slot == Projection.UNWANTED) {
            SkipProgram skip = last ? SkipProgram.NOTHING : skips.compile(List.of(action.writer));
            return new UnwantedBranchStep(skip, struct.length());
        }
        Step value = value(action, branch, struct.fields()[slot].dataType(), path, last);
        return new BranchStep(value, slot, struct.length());
    }

    private Step record(Resolver.RecordAdjust action, DataType type, TypePath path, boolean last)
            throws SchemaException {
        if (path.isExhausted(action.reader)) {
            return json(action);
        }
        StructType struct = Projection.struct(type, action.reader);
        return new RecordCompiler(this, skips, data).compile(action, struct, path.enter(action.reader), last);
    }

    private Step json(Resolver.RecordAdjust action) throws SchemaException {
        JsonStep known = jsonSteps.get(action);
        if (known != null) {
            return known;
        }
        TypePath path = TypePath.insideJson();
        StructType type = new TypeMapping(options).structType(action.reader, path);
        JsonStep step = new JsonStep(type);
        jsonSteps.put(action, step);
        step.setFields(new RecordCompiler(this, skips, data).compile(action, type, path, false));
        return step;
    }

    private Step array(Resolver.Container action, DataType type, TypePath path) throws SchemaException {
        if (!(type instanceof ArrayType array)) {
            throw Projection.unfit(type, action.reader);
        }
        Step element = value(action.elementAction, action.reader.getElementType(), array.elementType(), path, false);
        return new ArrayStep(element, sizes.min(action.writer.getElementType()));
    }

    private Step map(Resolver.Container action, DataType type, TypePath path) throws SchemaException {
        if (!(type instanceof MapType map) || !map.keyType().equals(DataTypes.StringType)) {
            throw Projection.unfit(type, action.reader);
        }
        Step value = value(action.elementAction, action.reader.getValueType(), map.valueType(), path, false);
        return new MapStep(value, sizes.minEntry(action.writer));
    }
}
