package io.kaspar.reader.scan;

/** What a record does to the last record of its key. */
enum KeyEffect {
    /** It is the last one now. */
    REPLACES,
    /** The key has none any more. */
    REMOVES,
    /** Nothing. */
    NONE,
    /** No key of the partition has one any more. */
    CLEARS;

    /** Whether it is about the record's key. */
    boolean isOfAKey() {
        return this == REPLACES || this == REMOVES;
    }
}
