package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.program.Step;
import java.util.List;

/** A value of one of several shapes, as a struct with a column for each. */
final class JsonUnionStep implements Step {
    private final UnionMarks marks;
    private final List<BranchColumn> columns;
    private final BoundChildren children;

    /**
     * A column that is asked for.
     *
     * @param branch the number of its branch
     */
    record BranchColumn(int branch, String column, NullableJsonStep value) {}

    /** @param columns in the order of the struct's fields */
    JsonUnionStep(UnionMarks marks, List<BranchColumn> columns) {
        this.marks = marks;
        this.columns = List.copyOf(columns);
        this.children = new BoundChildren(Slots.firstOnes(columns.size()));
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        int place = cursor.position();
        int end = JsonScan.value(cursor.bytes(), place, cursor.limit(), 0);
        int branch = marks.branch(cursor);
        sink.putStruct();
        ValueSink[] sinks = children.of(sink);
        for (int i = 0; i < sinks.length; i++) {
            BranchColumn column = columns.get(i);
            if (column.branch() == branch) {
                cursor.moveTo(place);
                put(cursor, column, sinks[i]);
            } else {
                sinks[i].putNull();
            }
        }
        cursor.moveTo(end);
    }

    private static void put(PayloadCursor cursor, BranchColumn column, ValueSink sink) throws PayloadException {
        try {
            column.value().put(cursor, sink);
        } catch (JsonFault e) {
            throw e.inMember(column.column());
        }
    }
}
