package io.kaspar.schema.protobuf;

import io.kaspar.schema.program.PayloadBytes;
import java.util.Arrays;

/** The keys of a map whose entries are put when they are met: a key that comes again is for the steps. Public for hidden classes. */
public final class MapKeys {
    /** Each is compared with each: larger maps are for the steps. */
    private static final int MAX_KEYS = 64;

    private final long[] numbers = new long[MAX_KEYS];
    private final int[] positions = new int[MAX_KEYS];
    private int count;

    /** Forgets all keys. */
    public void clear() {
        count = 0;
    }

    /** Adds a number; false when it is there already, or too many are. */
    public boolean add(long key) {
        for (int i = 0; i < count; i++) {
            if (numbers[i] == key) {
                return false;
            }
        }
        if (count == MAX_KEYS) {
            return false;
        }
        numbers[count++] = key;
        return true;
    }

    /**
     * Adds a text; false as {@link #add}.
     *
     * @param place of its length, which has been read before; -1 for no text
     */
    public boolean addText(byte[] bytes, int place) {
        int position = 0;
        int length = 0;
        if (place >= 0) {
            position = PayloadBytes.longEnd(bytes, place, bytes.length);
            length = (int) PayloadBytes.number(bytes, place, position);
        }
        for (int i = 0; i < count; i++) {
            if (numbers[i] == length
                    && Arrays.equals(bytes, positions[i], positions[i] + length, bytes, position, position + length)) {
                return false;
            }
        }
        if (count == MAX_KEYS) {
            return false;
        }
        positions[count] = position;
        numbers[count++] = length;
        return true;
    }
}
