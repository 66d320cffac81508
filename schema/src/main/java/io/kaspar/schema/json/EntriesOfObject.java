package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;

/** Members whose names are data, as the entries of a map. Of equal names the last one counts. */
final class EntriesOfObject {
    private static final int KEY = 0;
    private static final int VALUE = 1;

    private final NullableJsonStep value;
    private final MemberList members = new MemberList();
    private final StringContent name = new StringContent();
    private final BoundChildren children = new BoundChildren(KEY, VALUE);

    EntriesOfObject(NullableJsonStep value) {
        this.value = value;
    }

    /** What to fill before {@link #put}. */
    MemberList members() {
        return members;
    }

    /** Puts the members as one map; the cursor then stands anywhere. */
    void put(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        ValueSink[] sinks = children.of(sink);
        members.findReplaced(cursor.bytes(), cursor.limit());
        sink.beginCollection();
        for (int i = 0; i < members.count(); i++) {
            if (!members.isReplaced(i)) {
                name.read(cursor.bytes(), members.name(i), cursor.limit());
                sinks[KEY].putBytes(name.bytes(), name.position(), name.length());
                putValue(cursor, members.value(i), sinks[VALUE]);
            }
        }
        sink.endCollection();
    }

    private void putValue(PayloadCursor cursor, int place, ValueSink sink) throws PayloadException {
        cursor.moveTo(place);
        try {
            value.put(cursor, sink);
        } catch (JsonFault e) {
            throw e.inMap();
        }
    }
}
