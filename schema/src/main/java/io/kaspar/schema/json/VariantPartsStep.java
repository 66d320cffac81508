package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.variant.VariantExtraction;
import java.util.Arrays;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Parts of a value that would be a variant, as a struct of these parts: finds them in one walk, and puts them field by field. No
 * variant is made of the whole.
 */
final class VariantPartsStep implements ObjectReader {
    static final int ABSENT = MemberScan.ABSENT;

    private final VariantPathNode root;
    private final VariantPartStep[] parts;
    private final int[] places;
    private final BoundChildren children;

    private VariantPartsStep(VariantPathNode root, VariantPartStep[] parts) {
        this.root = root;
        this.parts = parts;
        this.places = new int[parts.length];
        this.children = new BoundChildren(Slots.firstOnes(parts.length));
    }

    /** @param struct with a field for each part */
    static VariantPartsStep of(StructType struct) {
        VariantPathNode.Builder root = new VariantPathNode.Builder();
        StructField[] fields = struct.fields();
        VariantPartStep[] parts = new VariantPartStep[fields.length];
        for (int i = 0; i < fields.length; i++) {
            VariantExtraction part = VariantExtraction.of(fields[i]).orElseThrow();
            root.add(part.path(), i);
            parts[i] = VariantPartStep.of(part.dataType());
        }
        return new VariantPartsStep(root.build(), parts);
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        Arrays.fill(places, ABSENT);
        int end = root.find(cursor.bytes(), cursor.position(), cursor.limit(), places);
        sink.putStruct();
        ValueSink[] columns = children.of(sink);
        for (int i = 0; i < parts.length; i++) {
            if (places[i] == ABSENT) {
                columns[i].putNull();
            } else {
                cursor.moveTo(places[i]);
                parts[i].run(cursor, columns[i]);
            }
        }
        cursor.moveTo(end);
    }
}
