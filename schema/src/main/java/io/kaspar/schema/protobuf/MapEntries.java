package io.kaspar.schema.protobuf;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.DecoderSource;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Step;
import io.kaspar.schema.protobuf.FieldScan.Found;
import io.kaspar.schema.protobuf.model.FieldKind;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map's entries: messages of a key (1) and a value (2). Of entries with equal keys the last one counts. */
final class MapEntries implements Step {
    private static final int KEY = 0;
    private static final int VALUE = 1;

    private final FieldScan scan;
    private final FieldKind keyKind;
    private final BoundChildren children = new BoundChildren(KEY, VALUE);

    /** What the next map uses; none while a map is read, since its values may hold another one of it. */
    private @Nullable Found idle;

    /** @param keyKind what the writer's keys are */
    MapEntries(ScannedField key, ScannedField value, FieldKind keyKind) {
        this.scan = new FieldScan(List.of(key, value));
        this.keyKind = keyKind;
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) {
        throw new IllegalStateException("entries are put when all are known");
    }

    /**
     * Puts the entries into a collection that has begun.
     *
     * @param places of the entries' lengths, in the payload's order
     */
    void putAll(PayloadCursor cursor, IntList places, ValueSink sink) throws PayloadException {
        ValueSink[] sinks = children.of(sink);
        Found found = idle == null ? scan.newFound() : idle;
        idle = null;
        boolean[] replaced = places.count() > 1 ? replaced(cursor, places, found) : null;
        for (int i = 0; i < places.count(); i++) {
            if (replaced == null || !replaced[i]) {
                int limit = enter(cursor, places.get(i), found);
                scan.put(cursor, found, KEY, sinks[KEY]);
                scan.put(cursor, found, VALUE, sinks[VALUE]);
                cursor.widen(limit);
            }
        }
        idle = found;
    }

    /** Reads one entry behind its tag, and puts it into a collection that has begun. */
    String entrySource(DecoderSource decoder, String sink, String keys) {
        String key = decoder.name("key");
        String entry = new ScanSource(decoder)
                .of(
                        List.of(noting(scan.field(KEY), key), scan.field(VALUE)),
                        List.of(decoder.child(sink, KEY), decoder.child(sink, VALUE)));
        return ScanSource.delimited(decoder, "int " + key + " = -1;\n" + entry + addKey(decoder, key, keys));
    }

    /** The same field, which also remembers where its value lies. */
    private static ScannedField noting(ScannedField field, String name) {
        Step element = new Step() {
            @Override
            public void run(PayloadCursor cursor, ValueSink sink) {
                throw new IllegalStateException("only compiled");
            }

            @Override
            public String source(DecoderSource decoder, String sink) {
                return name + " = p;\n" + field.element().source(decoder, sink);
            }
        };
        return new ScannedField(
                field.number(),
                field.wireType(),
                field.packable(),
                field.shape(),
                element,
                field.body(),
                field.absent(),
                field.oneof());
    }

    private String addKey(DecoderSource decoder, String key, String keys) {
        if (keyKind == FieldKind.STRING) {
            return "if (!" + keys + ".addText(b, " + key + ")) FAIL;\n";
        }
        String value = decoder.name("value");
        String known = decoder.name("known");
        return "long " + known + " = 0L;\nif (" + key + " >= 0) {\np = " + key + ";\n"
                + Integers.source(decoder, keyKind, value) + known + " = " + value + ";\n}\nif (!" + keys + ".add("
                + known + ")) FAIL;\n";
    }

    /** Which entries have the key of a later one; null for none. */
    private boolean @Nullable [] replaced(PayloadCursor cursor, IntList places, Found found) throws PayloadException {
        boolean[] replaced = null;
        Set<Object> later = new HashSet<>();
        for (int i = places.count() - 1; i >= 0; i--) {
            int limit = enter(cursor, places.get(i), found);
            boolean isNew = later.add(key(cursor, found));
            cursor.widen(limit);
            if (!isNew) {
                replaced = replaced == null ? new boolean[places.count()] : replaced;
                replaced[i] = true;
            }
        }
        return replaced;
    }

    private int enter(PayloadCursor cursor, int place, Found found) throws PayloadException {
        cursor.moveTo(place);
        int length = WireBytes.readLength(cursor);
        int limit = cursor.narrow(cursor.position() + length);
        scan.run(cursor, found);
        return limit;
    }

    private Object key(PayloadCursor cursor, Found found) throws PayloadException {
        boolean isThere = scan.moveTo(cursor, found, KEY);
        if (keyKind != FieldKind.STRING) {
            return isThere ? Integers.read(cursor, keyKind) : 0L;
        }
        int length = isThere ? WireBytes.readLength(cursor) : 0;
        return ByteBuffer.wrap(cursor.bytes(), cursor.position(), length);
    }
}
