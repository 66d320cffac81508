package io.kaspar.schema.program;

import java.util.stream.IntStream;

/** Numbers of the fields of a struct. */
public final class Slots {
    private Slots() {}

    /** 0, 1, … in order. */
    public static int[] firstOnes(int count) {
        return IntStream.range(0, count).toArray();
    }
}
