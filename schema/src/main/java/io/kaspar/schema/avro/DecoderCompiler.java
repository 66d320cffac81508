package io.kaspar.schema.avro;

import io.kaspar.schema.format.PayloadOptions;
import io.kaspar.schema.format.PayloadOptions.BytesPayloads;
import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.format.WriterSchema.Evidence;
import io.kaspar.schema.json.text.JsonStep;
import io.kaspar.schema.nesting.Unfolding;
import io.kaspar.schema.program.Step;
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
    /** Every struct's fields, and whole payloads, are nullable columns. */
    static final boolean NULLABLE = true;

    private final PayloadOptions options;
    private final GenericData data;
    private final EncodedSize sizes = new EncodedSize();
    private final SkipCompiler skips = new SkipCompiler(sizes);
    private final IdentityHashMap<Resolver.Action, JsonStep> jsonSteps = new IdentityHashMap<>();

    /** Whether the payload is bytes and nothing else, without their length. */
    private boolean isWhole;

    DecoderCompiler(PayloadOptions options, GenericData data) {
        this.options = options;
        this.data = data;
    }

    /** @param evidence any other than {@link Evidence#FRAMING} lets nothing stand behind the value, whatever the projection leaves out */
    Step compile(Resolver.Action root, DataType projection, Evidence evidence) throws SchemaException {
        Schema.Type written = root.writer.getType();
        if (written == Schema.Type.BYTES && options.bytesPayloads() == BytesPayloads.WHOLE) {
            isWhole = true;
            return value(root, root.reader, projection, NULLABLE, true);
        }
        boolean endsWithTheValue = written == Schema.Type.BYTES || evidence != Evidence.FRAMING;
        Step value = value(root, root.reader, projection, NULLABLE, !endsWithTheValue);
        return endsWithTheValue ? new LastStep(value, advice(written)) : value;
    }

    private static String advice(Schema.Type written) {
        return written == Schema.Type.BYTES
                ? "bytes-payloads=whole reads payloads of bytes without a length"
                : "it was written by another schema than the option gives";
    }

    /**
     * The step for one place of the reader's schema, whose column has this type.
     *
     * @param nullable whether the column takes null, whatever the schema says
     */
    Step value(Resolver.Action action, Schema reader, DataType type, boolean nullable, boolean last)
            throws SchemaException {
        String mismatch = Mismatch.of(action);
        if (mismatch != null) {
            return nullable && UnionShape.isNull(action.writer)
                    ? new ScalarSteps.NullStep()
                    : new UnreadableStep(mismatch);
        }
        if (action instanceof Resolver.WriterUnion union) {
            return writerUnion(union, reader, type, nullable, last);
        }
        if (action instanceof Resolver.ReaderUnion union) {
            return branch(union.actualAction, reader, union.firstMatch, type, nullable, last);
        }
        return switch (reader.getType()) {
            case NULL -> new ScalarSteps.NullStep();
            case RECORD -> record((Resolver.RecordAdjust) action, type, last);
            case ARRAY -> array((Resolver.Container) action, type);
            case MAP -> map((Resolver.Container) action, type);
            case ENUM -> new EnumStep((Resolver.EnumAdjust) action);
            case BOOLEAN, INT, LONG, FLOAT, DOUBLE, STRING, BYTES, FIXED ->
                isWhole
                        ? ScalarCompiler.ofWholePayload(reader, type)
                        : ScalarCompiler.compile(action.writer, reader, type);
            case UNION -> throw new IllegalStateException("a union resolved as something else: " + reader);
        };
    }

    private Step writerUnion(Resolver.WriterUnion union, Schema reader, DataType type, boolean nullable, boolean last)
            throws SchemaException {
        Step[] branches = new Step[union.actions.length];
        for (int i = 0; i < branches.length; i++) {
            branches[i] = union.unionEquiv
                    ? branch(union.actions[i], reader, i, type, nullable, last)
                    : value(union.actions[i], reader, type, nullable, last);
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
            Resolver.Action action, Schema readerUnion, int index, DataType type, boolean nullable, boolean last)
            throws SchemaException {
        Schema branch = readerUnion.getTypes().get(index);
        if (UnionShape.isNull(branch)) {
            return new ScalarSteps.NullStep();
        }
        UnionShape shape = UnionShape.of(readerUnion, options.unionNames());
        if (shape.kind() != UnionShape.Kind.STRUCT) {
            return value(action, branch, type, nullable, last);
        }
        StructType struct = Projection.struct(type, readerUnion);
        int slot = Projection.slot(struct, shape.fieldName(index));
        if (slot == Projection.UNWANTED) {
            SkipProgram skip = last ? SkipProgram.NOTHING : skips.compile(List.of(action.writer));
            return new UnwantedBranchStep(skip, struct.length());
        }
        Step value = value(action, branch, struct.fields()[slot].dataType(), NULLABLE, last);
        return new BranchStep(value, slot, struct.length());
    }

    /** A record without columns of its own is JSON text: {@link TypeMapping} says which ones are. */
    private Step record(Resolver.RecordAdjust action, DataType type, boolean last) throws SchemaException {
        if (type.equals(DataTypes.StringType)) {
            return json(action);
        }
        StructType struct = Projection.struct(type, action.reader);
        return new RecordCompiler(this, skips, data).compile(action, struct, last);
    }

    private Step json(Resolver.RecordAdjust action) throws SchemaException {
        JsonStep known = jsonSteps.get(action);
        if (known != null) {
            return known;
        }
        StructType type = new TypeMapping(options, Unfolding.insideJson()).structType(action.reader);
        JsonStep step = new JsonStep(type);
        jsonSteps.put(action, step);
        step.setFields(new RecordCompiler(this, skips, data).compile(action, type, false));
        return step;
    }

    private Step array(Resolver.Container action, DataType type) throws SchemaException {
        if (!(type instanceof ArrayType array)) {
            throw Projection.unfit(type, action.reader);
        }
        Schema reader = action.reader.getElementType();
        Step element = value(action.elementAction, reader, array.elementType(), array.containsNull(), false);
        return new ArrayStep(element, sizes.min(action.writer.getElementType()));
    }

    private Step map(Resolver.Container action, DataType type) throws SchemaException {
        if (!(type instanceof MapType map) || !map.keyType().equals(DataTypes.StringType)) {
            throw Projection.unfit(type, action.reader);
        }
        Schema reader = action.reader.getValueType();
        Step value = value(action.elementAction, reader, map.valueType(), map.valueContainsNull(), false);
        return new MapStep(value, sizes.minEntry(action.writer));
    }
}
