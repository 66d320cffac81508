package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.FieldScan.Found;
import io.kaspar.schema.protobuf.ScannedField.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as a struct, from its first field to the cursor's limit. */
final class MessageStep implements Step {
    private final FieldScan scan;
    private final int columnCount;
    private final BoundChildren children;
    private final BoundChildren[] elements;

    /** What the next message uses; none while a message is read, since it may hold itself. */
    private @Nullable Found idle;

    /** @param fields those of the columns, in their order, and then the others that have to be looked for */
    MessageStep(List<ScannedField> fields, int columnCount) {
        this.scan = new FieldScan(fields);
        this.columnCount = columnCount;
        this.children = new BoundChildren(Slots.firstOnes(columnCount));
        this.elements = new BoundChildren[columnCount];
        for (int i = 0; i < columnCount; i++) {
            elements[i] = new BoundChildren(0);
        }
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        Found found = idle == null ? scan.newFound() : idle;
        idle = null;
        ValueSink[] columns = children.of(sink);
        sink.putStruct();
        for (int i = 0; i < columnCount; i++) {
            if (scan.field(i).shape() == Shape.REPEATED) {
                columns[i].beginCollection();
                found.setElements(i, elements[i].of(columns[i])[0]);
            }
        }
        scan.run(cursor, found);
        int end = cursor.position();
        for (int i = 0; i < columnCount; i++) {
            switch (scan.field(i).shape()) {
                case REPEATED -> columns[i].endCollection();
                case MAP -> putMap(cursor, found, i, columns[i]);
                case OPTIONAL_ELEMENT -> {
                    columns[i].beginCollection();
                    scan.put(cursor, found, i, elements[i].of(columns[i])[0]);
                    columns[i].endCollection();
                }
                case SINGULAR, RIVAL -> scan.put(cursor, found, i, columns[i]);
            }
        }
        cursor.moveTo(end);
        idle = found;
    }

    private void putMap(PayloadCursor cursor, Found found, int index, ValueSink sink) throws PayloadException {
        IntList entries = scan.entries(found, index);
        sink.beginCollection();
        if (entries != null && entries.count() > 0) {
            ((MapEntries) scan.field(index).element()).putAll(cursor, entries, sink);
        }
        sink.endCollection();
    }
}
