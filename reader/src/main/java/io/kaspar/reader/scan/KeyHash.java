package io.kaspar.reader.scan;

import java.util.Random;

/**
 * A hash of keys that nobody can foresee, so that no producer makes keys that collide.
 *
 * @param multiplier odd
 */
record KeyHash(long multiplier) {

    static KeyHash random() {
        return new KeyHash(new Random().nextLong() | 1);
    }

    int of(byte[] bytes, int position, int length) {
        long hash = length;
        for (int index = position; index < position + length; index++) {
            hash = hash * multiplier + bytes[index];
        }
        hash ^= hash >>> 32;
        hash *= multiplier;
        return (int) (hash >>> 32);
    }
}
