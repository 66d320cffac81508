package io.kaspar.schema.json;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** Where members lie whose names are data: the opening quotes of their names, and their values. */
final class MemberList {
    /** So many are compared one with another; of more a set is made. */
    private static final int FEW = 16;

    private int[] names = new int[8];
    private int[] values = new int[8];
    private int count;
    private boolean[] replaced = new boolean[8];
    private final StringContent content = new StringContent();

    void clear() {
        count = 0;
    }

    void add(int namePlace, int valuePlace) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
            replaced = new boolean[2 * count];
        }
        names[count] = namePlace;
        values[count++] = valuePlace;
    }

    int count() {
        return count;
    }

    int name(int index) {
        return names[index];
    }

    int value(int index) {
        return values[index];
    }

    /** Whether another one of the same name follows; after {@link #findReplaced}. */
    boolean isReplaced(int index) {
        return replaced[index];
    }

    /** Finds the members that have the name of a later one. */
    void findReplaced(byte[] bytes, int end) {
        Arrays.fill(replaced, 0, count, false);
        boolean comparesRaw = count <= FEW;
        for (int i = 0; comparesRaw && i < count; i++) {
            int closing = JsonScan.quoteOrBackslash(bytes, names[i] + 1, end);
            comparesRaw = bytes[closing] == '"';
        }
        if (comparesRaw) {
            compare(bytes, end);
        } else {
            collect(bytes, end);
        }
    }

    private void compare(byte[] bytes, int end) {
        for (int i = 0; i < count; i++) {
            int behind = JsonScan.quoteOrBackslash(bytes, names[i] + 1, end) + 1;
            for (int j = i + 1; j < count && !replaced[i]; j++) {
                int length = behind - names[i];
                replaced[i] = length <= end - names[j]
                        && Arrays.equals(bytes, names[i], behind, bytes, names[j], names[j] + length);
            }
        }
    }

    private void collect(byte[] bytes, int end) {
        Set<ByteBuffer> later = new HashSet<>();
        for (int i = count - 1; i >= 0; i--) {
            content.read(bytes, names[i], end);
            int position = content.position();
            byte[] name = Arrays.copyOfRange(content.bytes(), position, position + content.length());
            replaced[i] = !later.add(ByteBuffer.wrap(name));
        }
    }
}
