package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.FieldScan.Found;
import io.kaspar.schema.protobuf.ScannedField.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message as a struct, from its first field to the cursor's limit. */
final class MessageStep implements Step {
    private final FieldScan scan;
    private final List<ScannedField> others;
    private final int columnCount;
    private final BoundChildren children;
    private final BoundChildren[] elements;

    /** What the next message uses; none while a message is read, since it may hold itself. */
    private @Nullable Found idle;

    /**
     * @param fields those of the columns, in their order, and then the others that have to be looked for
     * @param others that the writer knows and nobody asked for; helps generated code to pass over them
     */
    MessageStep(List<ScannedField> fields, int columnCount, List<ScannedField> others) {
        this.others = List.copyOf(others);
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
                case SINGULAR, RIVAL, UNWANTED -> scan.put(cursor, found, i, columns[i]);
            }
        }
        cursor.moveTo(end);
        idle = found;
    }

    @Override
    public String source(DecoderSource decoder, String sink) {
        List<ScannedField> fields = scan.fields();
        List<String> sinks = new ArrayList<>();
        List<String> begins = new ArrayList<>(List.of(sink + ".putStruct();\n"));
        List<String> ends = new ArrayList<>();
        for (int i = 0; i < columnCount; i++) {
            String column = decoder.child(sink, i);
            Shape shape = fields.get(i).shape();
            boolean isCollection = shape == Shape.REPEATED || shape == Shape.OPTIONAL_ELEMENT || shape == Shape.MAP;
            if (isCollection) {
                begins.add(column + ".beginCollection();\n");
                ends.add(column + ".endCollection();\n");
            }
            sinks.add(isCollection && shape != Shape.MAP ? decoder.child(column, 0) : column);
        }
        List<String> parts = new ArrayList<>(begins);
        parts.add(new ScanSource(decoder)
                .of(Stream.concat(fields.stream(), others.stream()).toList(), sinks));
        parts.addAll(ends);
        return decoder.sequence(parts);
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
