package io.kaspar.catalog.predicate;

import java.nio.ByteBuffer;

/** What a record's key is to conditions: one that they name, another one, or null. */
public sealed interface RecordKey {
    /** Every key that no condition names. */
    RecordKey OTHER = new Other();

    /** No key. */
    RecordKey NONE = new None();

    /** @param bytes as they lie in the log; not to be changed */
    record Named(ByteBuffer bytes) implements RecordKey {}

    /** As {@link #OTHER}. */
    record Other() implements RecordKey {}

    /** As {@link #NONE}. */
    record None() implements RecordKey {}
}
