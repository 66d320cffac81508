package io.kaspar.schema.protobuf;

import java.util.Arrays;

/** Places in a payload; kept from one payload to the next. */
final class IntList {
    private int[] values = new int[4];
    private int count;

    void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int count() {
        return count;
    }

    void clear() {
        count = 0;
    }
}
