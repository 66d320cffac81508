package io.kaspar.reader.scan;

/**
 * Keys whose hashes end with some bits: a part of all keys, for one round over the records where all do not fit into memory.
 *
 * @param bits how many
 * @param ending which
 */
record KeyShare(int bits, int ending) {
    static final KeyShare ALL = new KeyShare(0, 0);

    /** Beyond that halves would not help: so many keys have the same hash. */
    private static final int MOST_BITS = 20;

    boolean has(int hash) {
        return (hash & ((1 << bits) - 1)) == ending;
    }

    boolean canBeHalved() {
        return bits < MOST_BITS;
    }

    KeyShare half() {
        return new KeyShare(bits + 1, ending);
    }

    KeyShare otherHalf() {
        return new KeyShare(bits + 1, ending | (1 << bits));
    }
}
