package io.kaspar.soak;

import org.jspecify.annotations.Nullable;

/** Makes one number of many bytes: FNV-1a with 64 bits. Not thread-safe. */
final class Hash {
    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int ABSENT = 257;

    private long state = START;

    static long of(byte @Nullable [] bytes) {
        return new Hash().add(bytes).value();
    }

    /** Adds bytes, or their absence, so that where they end is part of the number. */
    Hash add(byte @Nullable [] bytes) {
        if (bytes == null) {
            state = (state ^ ABSENT) * PRIME;
            return this;
        }
        for (byte each : bytes) {
            state = (state ^ (each & 0xff)) * PRIME;
        }
        state = (state ^ bytes.length) * PRIME;
        return this;
    }

    long value() {
        return state;
    }
}
