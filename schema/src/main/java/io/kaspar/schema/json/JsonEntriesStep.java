package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.json.shape.EntriesShape;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An array of objects with a key and a value each, as a map. Of keys that are written with the same bytes the last one counts.
 * Makes objects, unlike most steps.
 */
final class JsonEntriesStep implements Step {
    private static final int KEY = 0;
    private static final int VALUE = 1;

    private final NullableJsonStep key;
    private final NullableJsonStep value;
    private final String columnType;
    private final MemberScan scan = new MemberScan(List.of(EntriesShape.KEY, EntriesShape.VALUE), List.of(), null);
    private final BoundChildren children = new BoundChildren(KEY, VALUE);

    JsonEntriesStep(NullableJsonStep key, NullableJsonStep value, String columnType) {
        this.key = key;
        this.value = value;
        this.columnType = columnType;
    }

    /** Where an entry's key and value lie. */
    private record Entry(int keyPlace, int valuePlace) {}

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        if (bytes[cursor.position()] != '[') {
            throw JsonFault.wrongKind(bytes, cursor.position(), columnType);
        }
        List<Entry> entries = entries(cursor);
        int end = cursor.position();
        Map<ByteBuffer, Integer> last = new HashMap<>();
        for (int i = 0; i < entries.size(); i++) {
            last.put(keyBytes(cursor, entries.get(i)), i);
        }
        ValueSink[] sinks = children.of(sink);
        sink.beginCollection();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (Integer.valueOf(i).equals(last.get(keyBytes(cursor, entry)))) {
                put(cursor, entry.keyPlace(), key, sinks[KEY], i, EntriesShape.KEY);
                put(cursor, entry.valuePlace(), value, sinks[VALUE], i, EntriesShape.VALUE);
            }
        }
        sink.endCollection();
        cursor.moveTo(end);
    }

    private static ByteBuffer keyBytes(PayloadCursor cursor, Entry entry) {
        int end = JsonScan.value(cursor.bytes(), entry.keyPlace(), cursor.limit(), 1);
        return ByteBuffer.wrap(cursor.bytes(), entry.keyPlace(), end - entry.keyPlace());
    }

    private List<Entry> entries(PayloadCursor cursor) {
        byte[] bytes = cursor.bytes();
        int limit = cursor.limit();
        List<Entry> entries = new ArrayList<>();
        int at = JsonScan.space(bytes, cursor.position() + 1, limit);
        while (bytes[at] != ']') {
            if (bytes[at] != '{') {
                throw JsonFault.wrongKind(bytes, at, columnType).inElement(entries.size());
            }
            int start = at;
            at = JsonScan.space(bytes, scan.run(bytes, at, limit), limit);
            if (scan.place(KEY) == MemberScan.ABSENT) {
                throw new JsonFault(start, "an entry of a map without a key").inElement(entries.size());
            }
            entries.add(new Entry(scan.place(KEY), scan.place(VALUE)));
            if (bytes[at] == ',') {
                at = JsonScan.space(bytes, at + 1, limit);
            }
        }
        cursor.moveTo(at + 1);
        return entries;
    }

    private static void put(
            PayloadCursor cursor, int place, NullableJsonStep step, ValueSink sink, int index, String name)
            throws PayloadException {
        if (place == MemberScan.ABSENT) {
            sink.putNull();
            return;
        }
        cursor.moveTo(place);
        try {
            step.put(cursor, sink);
        } catch (JsonFault e) {
            throw e.inMember(name).inElement(index);
        }
    }
}
