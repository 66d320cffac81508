package io.kaspar.schema.avro;

import io.kaspar.schema.format.SchemaException;
import io.kaspar.schema.program.Step;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Resolver;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Compiles one record of the projection: which fields to read, what to skip between them, what to fill in. */
final class RecordCompiler {
    private final DecoderCompiler parts;
    private final SkipCompiler skips;
    private final GenericData data;
    private final List<SkipProgram> before = new ArrayList<>();
    private final List<Step> fields = new ArrayList<>();
    private final List<Step> constants = new ArrayList<>();
    private final List<Integer> fieldSlots = new ArrayList<>();
    private final List<Integer> constantSlots = new ArrayList<>();

    RecordCompiler(DecoderCompiler parts, SkipCompiler skips, GenericData data) {
        this.parts = parts;
        this.skips = skips;
        this.data = data;
    }

    RecordStep compile(Resolver.RecordAdjust action, StructType struct, boolean last) throws SchemaException {
        List<Schema> rest = addFields(action, struct, last);
        addConstants(action, struct);
        if (fieldSlots.size() + constantSlots.size() != struct.length()) {
            throw Projection.unfit(struct, action.reader);
        }
        List<Integer> slots = new ArrayList<>(fieldSlots);
        slots.addAll(constantSlots);
        return new RecordStep(
                before.toArray(new SkipProgram[0]),
                fields.toArray(new Step[0]),
                last ? SkipProgram.NOTHING : skips.compile(rest),
                constants.toArray(new Step[0]),
                slots.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Adds what is read from the payload; returns the types of the fields after the last wanted one. */
    private List<Schema> addFields(Resolver.RecordAdjust action, StructType struct, boolean last)
            throws SchemaException {
        Schema.@Nullable Field[] wanted = wantedFields(action, struct);
        int lastWanted = lastWanted(wanted);
        List<Schema> unwanted = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            Schema.Field field = wanted[i];
            if (field == null) {
                unwanted.add(action.fieldActions[i].writer);
                continue;
            }
            int slot = Projection.slot(struct, field.name());
            boolean lastField = last && i == lastWanted;
            before.add(skips.compile(unwanted));
            DataType type = struct.fields()[slot].dataType();
            fields.add(parts.value(action.fieldActions[i], field.schema(), type, DecoderCompiler.NULLABLE, lastField));
            fieldSlots.add(slot);
            unwanted.clear();
        }
        return unwanted;
    }

    /** For each of the writer's fields the reader's field to read, null for one to skip. */
    private static Schema.@Nullable Field[] wantedFields(Resolver.RecordAdjust action, StructType struct) {
        Schema.@Nullable Field[] wanted = new Schema.Field[action.fieldActions.length];
        int next = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (action.fieldActions[i] instanceof Resolver.Skip) {
                continue;
            }
            Schema.Field field = action.readerOrder[next++];
            wanted[i] = Projection.slot(struct, field.name()) == Projection.UNWANTED ? null : field;
        }
        return wanted;
    }

    private static int lastWanted(Schema.@Nullable Field[] wanted) {
        int last = wanted.length - 1;
        while (last >= 0 && wanted[last] == null) {
            last--;
        }
        return last;
    }

    private void addConstants(Resolver.RecordAdjust action, StructType struct) throws SchemaException {
        for (int i = action.firstDefault; i < action.readerOrder.length; i++) {
            Schema.Field field = action.readerOrder[i];
            int slot = Projection.slot(struct, field.name());
            if (slot == Projection.UNWANTED) {
                continue;
            }
            Object value = action.defaults[i - action.firstDefault];
            constants.add(
                    value == null
                            ? new ScalarSteps.NullStep()
                            : constant(field, value, struct.fields()[slot].dataType()));
            constantSlots.add(slot);
        }
    }

    private Step constant(Schema.Field field, Object value, DataType type) throws SchemaException {
        Resolver.Action same = Resolver.resolve(field.schema(), field.schema(), data);
        Step step = parts.value(same, field.schema(), type, DecoderCompiler.NULLABLE, true);
        return new DefaultStep(EncodedDefault.of(field, value, data), step);
    }
}
