package io.kaspar.schema.avro;

import java.util.stream.IntStream;

/** Numbers of the fields of a struct. */
final class Slots {
    private Slots() {}

    /** 0, 1, … in order. */
    static int[] firstOnes(int count) {
        return IntStream.range(0, count).toArray();
    }
}
