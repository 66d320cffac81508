package io.kaspar.schema.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is to be done with a member by its name.
 *
 * <p>Serializers write the same names in the same order, so the name that followed the last time is compared first, without a look at where the name ends. For
 * that names are learned that nobody asked for, some of them.
 */
final class MemberNames {
    /** A name that has a column, which nobody asked for. */
    static final int DECLARED = -1;

    /** A name without a column. */
    static final int UNKNOWN = -2;

    private static final int MAX_LEARNED = 256;
    private static final int MAX_LEARNED_LENGTH = 128;

    private final NameHash hash = new NameHash();
    private final @Nullable MemberName[] table;
    /** A name that has to be escaped, so that no guess at it comes true. */
    private final MemberName unknown = new MemberName(new byte[] {'"'}, UNKNOWN);

    private final StringContent decoded = new StringContent();
    private MemberName first;
    private int learnedCount;

    /**
     * @param wanted the names whose values are asked for; the place of each is the number of its member
     * @param declared other names with columns
     */
    MemberNames(List<String> wanted, List<String> declared) {
        int most = wanted.size() + declared.size() + MAX_LEARNED;
        table = new MemberName[Integer.highestOneBit(2 * most) << 1];
        MemberName last = unknown;
        for (int i = 0; i < wanted.size(); i++) {
            MemberName name = new MemberName(wanted.get(i).getBytes(StandardCharsets.UTF_8), i);
            add(name);
            last.setNext(name);
            last = name;
        }
        for (String name : declared) {
            add(new MemberName(name.getBytes(StandardCharsets.UTF_8), DECLARED));
        }
        first = unknown.next();
    }

    /** The name that an object began with the last time. */
    MemberName first() {
        return first;
    }

    /**
     * The name between two quotes.
     *
     * @param previous the name before it; none for the first name of an object
     */
    MemberName find(byte[] bytes, int start, int closingQuote, @Nullable MemberName previous) {
        int end = closingQuote + 1;
        decoded.read(bytes, start - 1, end);
        MemberName name = find(decoded.bytes(), decoded.position(), decoded.length());
        if (name == unknown) {
            return name;
        }
        if (previous == null) {
            first = name;
        } else if (previous != unknown) {
            previous.setNext(name);
        }
        return name;
    }

    private MemberName find(byte[] bytes, int position, int length) {
        int slot = slotOf(bytes, position, length);
        MemberName known = table[slot];
        if (known != null) {
            return known;
        }
        if (learnedCount == MAX_LEARNED || length > MAX_LEARNED_LENGTH) {
            return unknown;
        }
        MemberName learned = new MemberName(Arrays.copyOfRange(bytes, position, position + length), UNKNOWN);
        table[slot] = learned;
        learnedCount++;
        return learned;
    }

    private void add(MemberName name) {
        table[slotOf(name.utf8(), 0, name.length())] = name;
    }

    /** The slot of a name, or the empty one where it would be. */
    private int slotOf(byte[] bytes, int position, int length) {
        int slot = hash.of(bytes, position, length) & (table.length - 1);
        for (MemberName known = table[slot]; known != null && !known.is(bytes, position, length); known = table[slot]) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }
}
