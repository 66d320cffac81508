package io.kaspar.soak;

import java.util.Arrays;

/** Records of a partition in offset order, packed. Not thread-safe. */
final class Lineage {
    private static final int INITIAL_CAPACITY = 1024;

    private long[] offsets = new long[INITIAL_CAPACITY];
    private int[] epochs = new int[INITIAL_CAPACITY];
    private long[] timestamps = new long[INITIAL_CAPACITY];
    private long[] hashes = new long[INITIAL_CAPACITY];
    private long[] keyHashes = new long[INITIAL_CAPACITY];
    private boolean[] tombstones = new boolean[INITIAL_CAPACITY];
    private int size;

    void add(SeenRecord seen) {
        if (size == offsets.length) {
            resize(size + size / 2);
        }
        offsets[size] = seen.offset();
        epochs[size] = seen.epoch();
        timestamps[size] = seen.timestampMs();
        hashes[size] = seen.hash();
        keyHashes[size] = seen.keyHash();
        tombstones[size] = seen.isTombstone();
        size++;
    }

    SeenRecord get(int index) {
        return new SeenRecord(
                offsets[index], epochs[index], timestamps[index], hashes[index], keyHashes[index], tombstones[index]);
    }

    int size() {
        return size;
    }

    /** The index of the first record at or after an offset. */
    int indexOf(long offset) {
        int found = Arrays.binarySearch(offsets, 0, size, offset);
        return found >= 0 ? found : -found - 1;
    }

    /** The records before an offset. */
    Lineage before(long offset) {
        return part(0, indexOf(offset));
    }

    /** The records from an offset on. */
    Lineage from(long offset) {
        return part(indexOf(offset), size);
    }

    /** The records with these indexes, as they are now. */
    Lineage part(int start, int end) {
        Lineage part = new Lineage();
        part.offsets = Arrays.copyOfRange(offsets, start, end + 1);
        part.epochs = Arrays.copyOfRange(epochs, start, end + 1);
        part.timestamps = Arrays.copyOfRange(timestamps, start, end + 1);
        part.hashes = Arrays.copyOfRange(hashes, start, end + 1);
        part.keyHashes = Arrays.copyOfRange(keyHashes, start, end + 1);
        part.tombstones = Arrays.copyOfRange(tombstones, start, end + 1);
        part.size = end - start;
        return part;
    }

    private void resize(int capacity) {
        int enough = Math.max(capacity, INITIAL_CAPACITY);
        offsets = Arrays.copyOf(offsets, enough);
        epochs = Arrays.copyOf(epochs, enough);
        timestamps = Arrays.copyOf(timestamps, enough);
        hashes = Arrays.copyOf(hashes, enough);
        keyHashes = Arrays.copyOf(keyHashes, enough);
        tombstones = Arrays.copyOf(tombstones, enough);
    }
}
