package io.kaspar.schema.json;

import io.kaspar.schema.format.PayloadException;
import io.kaspar.schema.format.ValueSink;
import io.kaspar.schema.program.BoundChildren;
import io.kaspar.schema.program.PayloadCursor;
import io.kaspar.schema.program.Slots;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object as a struct: finds the values first, then puts them column by column. */
final class ObjectStep implements ObjectReader {
    private final MemberScan scan;
    private final MemberStep[] members;
    private final @Nullable EntriesOfObject rest;
    private final int restSlot;
    private final String columnType;
    private final BoundChildren children;

    /**
     * @param members of the columns that are asked for, in their order
     * @param declared names with columns that nobody asked for
     * @param rest puts the members of all other names; null where they are passed over
     * @param restSlot which column takes them
     * @param columnType for messages
     */
    ObjectStep(
            List<MemberStep> members,
            List<String> declared,
            @Nullable EntriesOfObject rest,
            int restSlot,
            String columnType) {
        this.members = members.toArray(new MemberStep[0]);
        this.rest = rest;
        this.restSlot = restSlot;
        this.columnType = columnType;
        this.scan = new MemberScan(
                members.stream().map(MemberStep::name).toList(), declared, rest == null ? null : rest.members());
        this.children = new BoundChildren(Slots.firstOnes(members.size() + (rest == null ? 0 : 1)));
    }

    @Override
    public void run(PayloadCursor cursor, ValueSink sink) throws PayloadException {
        byte[] bytes = cursor.bytes();
        int place = cursor.position();
        int limit = cursor.limit();
        if (bytes[place] != '{') {
            throw JsonFault.wrongKind(bytes, place, columnType);
        }
        int end = scan.run(bytes, place, limit);
        sink.putStruct();
        ValueSink[] columns = children.of(sink);
        int slot = 0;
        for (int i = 0; i < members.length; i++) {
            if (slot == restSlot) {
                slot++;
            }
            putMember(cursor, members[i], scan.place(i), columns[slot++]);
        }
        if (rest != null) {
            rest.put(cursor, columns[restSlot]);
        }
        cursor.moveTo(end);
    }

    private static void putMember(PayloadCursor cursor, MemberStep member, int place, ValueSink sink)
            throws PayloadException {
        if (place == MemberScan.ABSENT) {
            sink.putNull();
            return;
        }
        cursor.moveTo(place);
        try {
            member.value().put(cursor, sink);
        } catch (JsonFault e) {
            throw e.inMember(member.column());
        }
    }
}
