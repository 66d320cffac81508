package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadDecoder;
import io.kaspar.schema.json.JsonUnionStep.BranchColumn;
import io.kaspar.schema.json.NullableJsonStep.Nulls;
import io.kaspar.schema.json.shape.ArrayShape;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.json.shape.JsonShape;
import io.kaspar.schema.json.shape.MapShape;
import io.kaspar.schema.json.shape.ObjectMember;
import io.kaspar.schema.json.shape.ObjectShape;
import io.kaspar.schema.json.shape.OneOfShape;
import io.kaspar.schema.json.shape.ScalarShape;
import io.kaspar.schema.json.shape.TextShape;
import io.kaspar.schema.json.shape.UnionBranch;
import io.kaspar.schema.json.shape.VariantShape;
import io.kaspar.schema.program.ProgramDecoder;
import io.kaspar.schema.program.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Makes decoders of shapes: what reads JSON payloads, whatever schema says their shape. */
public final class ShapeCompiler {
    private static final String FORMAT = "JSON";
    private static final int NO_SLOT = -1;

    private ShapeCompiler() {}

    /**
     * A decoder of payloads that are one JSON value each.
     *
     * @param projection the shape's type, or less: structs in it may lack fields and have them in another order, and for a variant
     *     there may be a struct of parts of it
     */
    public static PayloadDecoder decoder(JsonShape shape, DataType projection) {
        return new ProgramDecoder(FORMAT, new DocumentStep(nullable(shape, projection, true)));
    }

    private static NullableJsonStep nullable(JsonShape shape, DataType projection, boolean allowsNull) {
        Nulls nulls = shape instanceof VariantShape ? Nulls.VALUE : allowsNull ? Nulls.NULL : Nulls.REFUSED;
        return new NullableJsonStep(step(shape, projection), nulls);
    }

    private static Step step(JsonShape shape, DataType projection) {
        if (shape instanceof ObjectShape object) {
            return object(object, (StructType) projection);
        }
        if (shape instanceof ArrayShape array) {
            DataType elementType = ((ArrayType) projection).elementType();
            return new JsonArrayStep(nullable(array.element(), elementType, array.containsNull()), "ARRAY");
        }
        if (shape instanceof MapShape map) {
            return new JsonMapStep(mapValue(map, projection), "MAP");
        }
        if (shape instanceof EntriesShape entries) {
            MapType type = (MapType) projection;
            return new JsonEntriesStep(
                    nullable(entries.key(), type.keyType(), false),
                    nullable(entries.value(), type.valueType(), entries.valuesContainNull()),
                    "MAP");
        }
        if (shape instanceof ScalarShape scalar) {
            return JsonScalarSteps.of(scalar);
        }
        if (shape instanceof TextShape) {
            return new TextStep(TokenTexts.EXACT);
        }
        if (shape instanceof OneOfShape union) {
            return union(union, (StructType) projection);
        }
        return projection instanceof StructType parts ? VariantPartsStep.of(parts) : new VariantStep();
    }

    private static NullableJsonStep mapValue(MapShape map, DataType projection) {
        return nullable(map.value(), ((MapType) projection).valueType(), map.valuesContainNull());
    }

    private static Step union(OneOfShape shape, StructType projection) {
        List<String> names = shape.branches().stream().map(UnionBranch::column).toList();
        List<BranchColumn> columns = new ArrayList<>();
        for (StructField field : projection.fields()) {
            int branch = names.indexOf(field.name());
            JsonShape value = shape.branches().get(branch).shape();
            columns.add(new BranchColumn(branch, field.name(), nullable(value, field.dataType(), true)));
        }
        List<UnionBranch.Mark> marks =
                shape.branches().stream().map(UnionBranch::mark).toList();
        return new JsonUnionStep(new UnionMarks(marks), columns);
    }

    private static Step object(ObjectShape shape, StructType projection) {
        Map<String, ObjectMember> byColumn = new HashMap<>();
        shape.members().forEach(member -> byColumn.put(member.column(), member));
        ObjectMember rest = shape.rest();
        EntriesOfObject entries = null;
        int restSlot = NO_SLOT;
        List<MemberStep> members = new ArrayList<>();
        StructField[] fields = projection.fields();
        for (int i = 0; i < fields.length; i++) {
            ObjectMember member = byColumn.remove(fields[i].name());
            if (member != null) {
                members.add(new MemberStep(
                        member.name(), member.column(), nullable(member.shape(), fields[i].dataType(), true)));
            } else if (rest != null && rest.column().equals(fields[i].name())) {
                entries = new EntriesOfObject(mapValue((MapShape) rest.shape(), fields[i].dataType()));
                restSlot = i;
            } else {
                throw new IllegalArgumentException("no column of the shape: " + fields[i].name());
            }
        }
        List<String> declared =
                byColumn.values().stream().map(ObjectMember::name).toList();
        return new ObjectStep(members, declared, entries, restSlot, "STRUCT");
    }
}
