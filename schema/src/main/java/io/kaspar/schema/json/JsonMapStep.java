package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.util.List;

/** An object as a map. */
final class JsonMapStep implements Step {
    private final EntriesOfObject entries;
    private final MemberScan scan;
    private final String columnType;

    JsonMapStep(NullableJsonStep value, String columnType) {
        this.entries = new EntriesOfObject(value);
        this.scan = new MemberScan(List.of(), List.of(), entries.members());
        this.columnType = columnType;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        if (bytes[cursor.position()] != '{') {
            throw JsonFault.wrongKind(bytes, cursor.position(), columnType);
        }
        int end = scan.run(bytes, cursor.position(), cursor.limit());
        entries.put(cursor, sink);
        cursor.moveTo(end);
    }
}
