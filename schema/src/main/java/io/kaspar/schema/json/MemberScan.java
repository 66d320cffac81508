package io.kaspar.schema.json;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes once through the members of an object, which come in any order, and finds where the values lie that somebody asked for. Of
 * equal names the last one counts, where two are allowed.
 */
final class MemberScan {
    static final int ABSENT = -1;

    private final MemberNames names;
    private final int[] places;
    private final @Nullable MemberList others;
    private final boolean allowsEqualNames;

    /** Passes over the members that nobody asked for; two that somebody asked for are an error. */
    MemberScan(List<String> wanted) {
        this(wanted, List.of(), null, false);
    }

    /**
     * @param wanted the names whose values are asked for
     * @param declared other names with columns
     * @param others takes the members of all other names; null where they are passed over
     */
    MemberScan(List<String> wanted, List<String> declared, @Nullable MemberList others) {
        this(wanted, declared, others, true);
    }

    private MemberScan(
            List<String> wanted, List<String> declared, @Nullable MemberList others, boolean allowsEqualNames) {
        this.allowsEqualNames = allowsEqualNames;
        this.names = new MemberNames(wanted, declared);
        this.places = new int[wanted.size()];
        this.others = others;
    }

    /** Where a member's value lies in the object that was scanned last, or {@link #ABSENT}. */
    int place(int member) {
        return places[member];
    }

    /**
     * The place behind an object.
     *
     * @param place of its opening brace
     */
    int run(byte[] bytes, int place, int end) {
        Arrays.fill(places, ABSENT);
        if (others != null) {
            others.clear();
        }
        int at = JsonScan.space(bytes, place + 1, end);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        MemberName previous = null;
        MemberName guess = names.first();
        while (true) {
            int start = JsonScan.nameStart(bytes, at, end);
            MemberName name = guess;
            if (guess.standsAt(bytes, start, end)) {
                at = start + guess.length() + 1;
            } else {
                at = JsonScan.string(bytes, start, end);
                name = names.find(bytes, start, at - 1, previous);
            }
            at = at < end && bytes[at] == ':' ? at + 1 : JsonScan.colon(bytes, at, end);
            at = JsonScan.space(bytes, at, end);
            found(name, start - 1, at);
            at = JsonScan.space(bytes, JsonScan.value(bytes, at, end, 1), end);
            if (JsonScan.isLast(bytes, at, end, '}')) {
                return at + 1;
            }
            at = JsonScan.space(bytes, at + 1, end);
            previous = name;
            guess = name.next();
        }
    }

    private void found(MemberName name, int namePlace, int valuePlace) {
        int member = name.member();
        if (member >= 0) {
            if (!allowsEqualNames && places[member] != ABSENT) {
                throw VariantWriter.equalNames(namePlace);
            }
            places[member] = valuePlace;
        } else if (member == MemberNames.UNKNOWN && others != null) {
            others.add(namePlace, valuePlace);
        }
    }
}
