package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;

/** An array that was found to be good. */
final class JsonArrayStep implements Step {
    private final NullableJsonStep element;
    private final String columnType;
    private final BoundChildren children = new BoundChildren(0);

    JsonArrayStep(NullableJsonStep element, String columnType) {
        this.element = element;
        this.columnType = columnType;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int limit = cursor.limit();
        if (bytes[cursor.position()] != '[') {
            throw JsonFault.wrongKind(bytes, cursor.position(), columnType);
        }
        ValueSink elements = children.of(sink)[0];
        sink.beginCollection();
        int at = JsonScan.space(bytes, cursor.position() + 1, limit);
        for (int index = 0; bytes[at] != ']'; index++) {
            cursor.moveTo(at);
            putElement(cursor, index, elements);
            at = JsonScan.space(bytes, cursor.position(), limit);
            if (bytes[at] == ',') {
                at = JsonScan.space(bytes, at + 1, limit);
            }
        }
        sink.endCollection();
        cursor.moveTo(at + 1);
    }

    private void putElement(PayloadCursor cursor, int index, ValueSink sink) throws PayloadException {
        try {
            element.put(cursor, sink);
        } catch (JsonFault e) {
            throw e.inElement(index);
        }
    }
}
