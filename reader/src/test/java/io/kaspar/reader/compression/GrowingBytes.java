package io.kaspar.reader.compression;

import java.util.Arrays;

/** A target that grows to no more than what was asked for. */
final class GrowingBytes implements DecompressionTarget {
    private byte[] array = new byte[0];
    private int limit;

    @Override
    public byte[] array() {
        return array;
    }

    @Override
    public int limit() {
        return limit;
    }

    @Override
    public void ensureRoom(int length) {
        array = Arrays.copyOf(array, Math.max(array.length, limit + length));
    }

    @Override
    public void appended(int length) {
        limit += length;
    }

    /** The last bytes written. */
    byte[] last(int length) {
        return Arrays.copyOfRange(array, limit - length, limit);
    }
}
