package io.kaspar.schema.json;

import java.util.concurrent.ThreadLocalRandom;

/** Numbers for names, which nobody can foretell: else payloads could be made whose names all have one. */
final class NameHash {
    private final int factor = ThreadLocalRandom.current().nextInt() | 1;

    int of(byte[] bytes, int position, int length) {
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ bytes[position + i]) * factor;
            hash ^= hash >>> Short.SIZE;
        }
        return hash;
    }
}
