package io.kaspar.catalog.scan;

/**
 * What SQL makes of a condition over the offsets of one partition; for offsets in neither set it is unknown (null).
 *
 * @param isTrue offsets for which it holds
 * @param isFalse offsets for which it does not
 */
record Truth(OffsetSet isTrue, OffsetSet isFalse) {
    static final Truth TRUE = new Truth(OffsetSet.ALL, OffsetSet.NONE);
    static final Truth FALSE = new Truth(OffsetSet.NONE, OffsetSet.ALL);
    static final Truth UNKNOWN = new Truth(OffsetSet.NONE, OffsetSet.NONE);

    static Truth of(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** True for these offsets, false for all others. */
    static Truth exactlyFor(OffsetSet offsets) {
        return new Truth(offsets, offsets.complement());
    }

    Truth and(Truth other) {
        return new Truth(isTrue.intersect(other.isTrue), isFalse.union(other.isFalse));
    }

    Truth or(Truth other) {
        return new Truth(isTrue.union(other.isTrue), isFalse.intersect(other.isFalse));
    }

    Truth not() {
        return new Truth(/* isTrue= */ isFalse, /* isFalse= */ isTrue);
    }
}
